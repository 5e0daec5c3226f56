CREATE TABLE s106.carts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer bigint REFERENCES s106.customers (id));
INSERT INTO s106.carts (customer) SELECT id FROM s106.customers WHERE id < 4;
