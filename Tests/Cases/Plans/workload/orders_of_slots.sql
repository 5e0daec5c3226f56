-- name: orders_of_slots
-- roles: application
-- parameters: [100, 110]
SELECT id, amount FROM orders WHERE slot BETWEEN $1::integer AND $2::integer;
