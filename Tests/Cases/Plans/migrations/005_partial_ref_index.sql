DROP INDEX orders_ref_idx;
CREATE INDEX orders_ref_idx ON orders (ref) WHERE status = 'open';
