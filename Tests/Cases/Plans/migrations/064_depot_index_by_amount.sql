DROP INDEX orders_depot_idx;
CREATE INDEX orders_depot_idx ON orders (depot, channel, amount);
