-- name: halves_by_nothing
-- roles: application
SELECT sum(halved(id) / (lot - lot)) FROM orders;
