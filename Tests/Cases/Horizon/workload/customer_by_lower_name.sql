-- name: customer_by_lower_name
-- roles: application
-- parameters: ["ashby 123456"]
SELECT id, name FROM customers WHERE lower(name) = $1::text;
