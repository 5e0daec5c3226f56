ALTER TABLE s010.orders ADD CONSTRAINT orders_quantity CHECK (quantity > 0) NOT VALID;
