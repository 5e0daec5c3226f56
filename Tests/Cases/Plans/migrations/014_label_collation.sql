ALTER TABLE orders ALTER COLUMN label TYPE text COLLATE "en-x-icu";
ANALYZE orders;
