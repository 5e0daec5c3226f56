-- name: customer_spent
-- roles: application
-- parameters: large = ["{mcv(orders.customer_id, 1)}"]
-- parameters: small = [9000]
SELECT sum(amount) FROM orders WHERE customer_id = $1::integer;
