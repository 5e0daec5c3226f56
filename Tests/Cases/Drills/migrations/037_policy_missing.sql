DROP POLICY own_orders ON s037.orders;
