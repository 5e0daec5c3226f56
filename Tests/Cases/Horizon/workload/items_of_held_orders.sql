-- name: items_of_held_orders
-- roles: application
SELECT i.product_id, i.quantity FROM orders AS o JOIN order_items AS i ON i.order_id = o.id WHERE o.status = 'held';
