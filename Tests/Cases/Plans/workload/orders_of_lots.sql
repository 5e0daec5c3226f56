-- name: orders_of_lots
-- roles: application
-- parameters: [100, 110]
SELECT id, amount FROM orders WHERE lot BETWEEN $1::integer AND $2::integer;
