-- name: labels_like
-- roles: application
SELECT id, label FROM orders WHERE label LIKE 'Kirby-0001%';
