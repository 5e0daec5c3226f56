CREATE POLICY own_orders ON s103.orders FOR SELECT TO shop_app USING (customer = 1);
