ALTER TABLE orders ALTER COLUMN tag TYPE character(12);
ANALYZE orders;
