-- name: orders_large
-- roles: application
-- parameters: ["{quantile(orders.total, 0.995)}"]
SELECT id, total FROM orders WHERE total > $1::numeric;
