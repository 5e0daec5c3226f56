ALTER TABLE s009.orders ADD CONSTRAINT orders_quantity CHECK (quantity >= 0);
