ALTER TABLE s034.orders RENAME CONSTRAINT orders_quantity TO orders_quantity_positive;
