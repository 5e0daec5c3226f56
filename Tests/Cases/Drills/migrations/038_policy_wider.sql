DROP POLICY own_orders ON s038.orders;
