-- name: orders_last_week
-- roles: application
-- parameters: ["{quantile(orders.placed_at, 0.99)}"]
SELECT count(*), sum(total) FROM orders WHERE placed_at >= $1::timestamptz;
