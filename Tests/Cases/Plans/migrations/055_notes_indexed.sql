CREATE INDEX notes_body_idx ON notes (body);
CREATE INDEX notes_urgent_idx ON notes (urgent, body);
CREATE INDEX notes_language_idx ON notes (language, body);
