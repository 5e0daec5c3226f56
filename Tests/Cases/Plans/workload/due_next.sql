-- name: due_next
-- roles: application
SELECT id, due_on FROM orders ORDER BY due_on, id LIMIT 20;
