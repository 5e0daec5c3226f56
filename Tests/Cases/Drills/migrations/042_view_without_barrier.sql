DROP VIEW s042.big_orders;
