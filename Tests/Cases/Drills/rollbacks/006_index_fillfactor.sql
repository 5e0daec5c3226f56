CREATE INDEX orders_customer_idx ON s006.orders (customer);
