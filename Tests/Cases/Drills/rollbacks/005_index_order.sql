CREATE INDEX orders_ordered ON s005.orders (ordered);
