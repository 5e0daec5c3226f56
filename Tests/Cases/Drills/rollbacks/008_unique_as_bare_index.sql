CREATE UNIQUE INDEX orders_code ON s008.orders (code);
