-- name: orders_of_batch
-- roles: application
-- parameters: ["b77"]
SELECT id, amount FROM orders WHERE batch = $1::text;
