-- name: orders_with_customer
-- roles: application
SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.status = 'held';
