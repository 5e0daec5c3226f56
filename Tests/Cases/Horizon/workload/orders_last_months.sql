-- name: orders_last_months
-- roles: application
-- parameters: ["{quantile(orders.placed_at, 0.8)}"]
SELECT channel, count(*) FROM orders WHERE placed_at >= $1::timestamptz GROUP BY channel;
