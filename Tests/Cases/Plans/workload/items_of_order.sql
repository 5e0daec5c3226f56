-- name: items_of_order
-- roles: application
-- parameters: [777]
SELECT id, price FROM items WHERE order_id = $1::integer;
