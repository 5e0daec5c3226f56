CREATE POLICY own_orders ON s038.orders FOR SELECT TO shop_app USING (customer >= 1);
