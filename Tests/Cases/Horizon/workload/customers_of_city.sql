-- name: customers_of_city
-- roles: application
-- parameters: ["{quantile(customers.city, 0.5)}"]
SELECT id, name FROM customers WHERE city = $1::integer ORDER BY name;
