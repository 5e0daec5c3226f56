DROP INDEX orders_slot_idx;
CREATE INDEX orders_slot_idx ON orders USING brin (slot);
