ALTER TABLE s011.orders DROP CONSTRAINT orders_customer;
