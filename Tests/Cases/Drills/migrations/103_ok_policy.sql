DROP POLICY own_orders ON s103.orders;
