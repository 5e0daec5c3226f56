CREATE INDEX orders_placed_idx ON orders (placed_at);
CREATE INDEX messages_sent_idx ON messages (sent_at);
