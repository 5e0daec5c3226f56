-- name: orders_of_city
-- roles: application
-- parameters: ["{quantile(customers.city, 0.2)}"]
SELECT o.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE c.city = $1::integer;
