DROP INDEX orders_open_shelf_idx;
CREATE INDEX orders_open_shelf_idx ON orders (shelf) WHERE status = 'open';
