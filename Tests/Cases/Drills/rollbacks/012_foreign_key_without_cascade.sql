ALTER TABLE s012.orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES s012.customers (id);
