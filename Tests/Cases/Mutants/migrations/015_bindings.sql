CREATE TYPE binding AS ENUM ('soft', 'hard');
ALTER TABLE books ADD COLUMN binding binding NOT NULL DEFAULT 'soft';
