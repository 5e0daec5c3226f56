ALTER TABLE s010.orders DROP CONSTRAINT orders_quantity;
