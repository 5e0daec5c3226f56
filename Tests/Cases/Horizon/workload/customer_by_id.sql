-- name: customer_by_id
-- roles: application
-- parameters: ["{quantile(customers.id, 0.4)}"]
SELECT * FROM customers WHERE id = $1::integer;
