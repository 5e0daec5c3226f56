-- name: warehouse_day
-- roles: application
-- parameters: [7, "2024-10-01", "2024-11-01"]
SELECT count(*), sum(amount) FROM orders WHERE warehouse = $1::integer AND placed_at >= $2::timestamptz AND placed_at < $3::timestamptz;
