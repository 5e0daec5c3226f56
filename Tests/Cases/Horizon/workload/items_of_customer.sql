-- name: items_of_customer
-- roles: application
-- parameters: ["{rare(orders.customer_id)}"]
SELECT i.id FROM order_items AS i JOIN orders AS o ON o.id = i.order_id WHERE o.customer_id = $1::integer;
