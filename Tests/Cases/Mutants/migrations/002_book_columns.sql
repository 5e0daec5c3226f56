ALTER TABLE books ADD COLUMN language text NOT NULL DEFAULT 'de';
ALTER TABLE books ADD COLUMN weight integer;
COMMENT ON COLUMN books.title IS 'as on the cover';
