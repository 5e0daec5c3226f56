-- name: customer_by_name
-- roles: application
-- parameters: ["ashby 000042 and sons"]
SELECT id, name FROM customers WHERE lower(name) = $1::text;
