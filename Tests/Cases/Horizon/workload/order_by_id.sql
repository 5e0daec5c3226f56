-- name: order_by_id
-- roles: application
-- parameters: ["{quantile(orders.id, 0.7)}"]
SELECT * FROM orders WHERE id = $1::bigint;
