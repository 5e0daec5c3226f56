-- name: labels_first
-- roles: application
SELECT label FROM orders WHERE depot <= 2 ORDER BY label LIMIT 5;
