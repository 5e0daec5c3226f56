-- name: customer_by_phone
-- roles: application
SELECT id, name FROM customers WHERE phone LIKE '+49-00004%';
