-- name: customers_newest
-- roles: application
SELECT id, name, joined_at FROM customers ORDER BY joined_at DESC LIMIT 20;
