-- name: orders_behind_id
-- roles: application
-- parameters: ["{quantile(orders.id, 0.99)}"]
SELECT count(*) FROM orders WHERE id > $1::bigint;
