-- name: orders_open_old
-- roles: application
-- parameters: ["{quantile(orders.placed_at, 0.3)}"]
SELECT id FROM orders WHERE status = 'open' AND placed_at < $1::timestamptz;
