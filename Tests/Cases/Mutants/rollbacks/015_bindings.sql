ALTER TABLE books DROP COLUMN binding;
DROP TYPE binding;
