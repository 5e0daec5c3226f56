-- name: orders_of_customer
-- roles: application
-- parameters: ["{rare(orders.customer_id)}"]
SELECT * FROM orders WHERE customer_id = $1::integer ORDER BY placed_at DESC LIMIT 10;
