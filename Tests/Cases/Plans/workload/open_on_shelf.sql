-- name: open_on_shelf
-- roles: application
-- parameters: [77]
SELECT id, amount FROM orders WHERE status <> 'failed' AND shelf = $1::integer;
