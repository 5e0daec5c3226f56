-- name: items_of_customer
-- roles: application
-- parameters: [9000]
SELECT sum(i.price * i.quantity) FROM orders AS o JOIN items AS i ON i.order_id = o.id WHERE o.customer_id = $1::integer;
