-- name: some_phone_orders
-- roles: application
SELECT id FROM orders WHERE channel = 'phone' AND depot = 5 LIMIT 5;
