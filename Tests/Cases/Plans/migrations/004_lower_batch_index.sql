DROP INDEX orders_batch_idx;
CREATE INDEX orders_batch_idx ON orders (lower(batch));
