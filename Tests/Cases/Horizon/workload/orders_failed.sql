-- name: orders_failed
-- roles: application
-- parameters: ["{mcv(orders.status, 4)}"]
SELECT id, customer_id FROM orders WHERE status = $1::text;
