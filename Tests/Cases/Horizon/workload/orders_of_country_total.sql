-- name: orders_of_country_total
-- roles: application
-- parameters: ["{mcv(customers.country_id, 1)}"]
SELECT sum(o.total) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE c.country_id = $1::integer;
