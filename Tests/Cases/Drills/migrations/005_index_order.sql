DROP INDEX s005.orders_ordered;
