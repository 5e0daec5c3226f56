DROP STATISTICS s048.orders_related;
