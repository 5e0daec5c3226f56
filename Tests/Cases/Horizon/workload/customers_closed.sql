-- name: customers_closed
-- roles: application
-- parameters: ["{mcv(customers.status, 3)}"]
SELECT id, email FROM customers WHERE status = $1::text;
