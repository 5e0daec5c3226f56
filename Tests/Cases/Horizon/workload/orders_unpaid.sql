-- name: orders_unpaid
-- roles: application
SELECT o.id FROM orders AS o WHERE o.status = 'open' AND NOT EXISTS (SELECT FROM payments AS p WHERE p.order_id = o.id);
