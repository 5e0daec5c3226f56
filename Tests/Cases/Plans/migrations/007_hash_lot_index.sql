CREATE INDEX orders_lot_hash_idx ON orders USING hash (lot);
DROP INDEX orders_lot_idx;
