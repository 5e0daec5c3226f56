ALTER TABLE s009.orders DROP CONSTRAINT orders_quantity;
