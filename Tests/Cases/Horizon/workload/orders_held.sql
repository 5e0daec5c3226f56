-- name: orders_held
-- roles: application
-- parameters: ["{mcv(orders.status, 3)}"]
SELECT id, customer_id FROM orders WHERE status = $1::text ORDER BY placed_at;
