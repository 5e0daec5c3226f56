ALTER TABLE s014.orders DROP CONSTRAINT orders_customer;
