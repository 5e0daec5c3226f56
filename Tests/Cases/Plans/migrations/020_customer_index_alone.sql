CREATE INDEX orders_customer_plain_idx ON orders (customer_id);
DROP INDEX orders_customer_idx;
