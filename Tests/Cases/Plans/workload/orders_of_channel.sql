-- name: orders_of_channel
-- roles: application
-- parameters: common = ["{mcv(orders.channel, 1)}"]
SELECT count(*), sum(amount), min(placed_at) FROM orders WHERE channel = $1::text;
