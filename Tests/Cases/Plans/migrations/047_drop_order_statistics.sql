DROP STATISTICS orders_place;
