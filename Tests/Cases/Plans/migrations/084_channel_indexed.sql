CREATE INDEX orders_channel_idx ON orders (channel);
