-- name: items_of_order
-- roles: application
-- parameters: ["{quantile(order_items.order_id, 0.6)}"]
SELECT quantity, price FROM order_items WHERE order_id = $1::bigint;
