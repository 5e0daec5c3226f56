DROP STATISTICS customers_place;
