-- name: order_by_serial
-- roles: application
-- parameters: [4242]
SELECT id, amount FROM orders WHERE serial_no = $1::numeric;
