ALTER TABLE s013.orders DROP CONSTRAINT orders_customer;
