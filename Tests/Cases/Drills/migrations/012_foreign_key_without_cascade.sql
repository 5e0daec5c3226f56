ALTER TABLE s012.orders DROP CONSTRAINT orders_customer;
