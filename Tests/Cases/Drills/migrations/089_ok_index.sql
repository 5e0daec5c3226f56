CREATE INDEX ok_a ON s089.orders (quantity);
