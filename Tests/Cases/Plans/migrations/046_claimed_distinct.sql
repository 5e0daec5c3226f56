ALTER TABLE orders ALTER COLUMN code SET (n_distinct = 3);
ANALYZE orders;
