UPDATE notes SET language = language;
UPDATE notes SET language = language;
ANALYZE notes;
