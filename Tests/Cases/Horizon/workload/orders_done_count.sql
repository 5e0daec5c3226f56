-- name: orders_done_count
-- roles: application
-- parameters: ["{mcv(orders.status, 1)}"]
SELECT count(*) FROM orders WHERE status = $1::text;
