-- name: orders_largest
-- roles: application
SELECT id, total FROM orders ORDER BY total DESC LIMIT 10;
