-- name: orders_of_best_customer
-- roles: application
-- parameters: ["{mcv(orders.customer_id, 1)}"]
SELECT * FROM orders WHERE customer_id = $1::integer ORDER BY placed_at DESC;
