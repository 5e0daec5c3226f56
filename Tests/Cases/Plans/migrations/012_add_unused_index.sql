CREATE INDEX orders_gift_idx ON orders (gift) WHERE gift;
