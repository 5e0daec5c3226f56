DROP INDEX orders_due_idx;
CREATE INDEX orders_due_idx ON orders (warehouse, due_on);
