CREATE INDEX CONCURRENTLY ok_b ON s090.orders (quantity);
