-- name: customers_dormant_of_country
-- roles: application
-- parameters: ["{mcv(customers.country_id, 2)}"]
SELECT id FROM customers WHERE status = 'dormant' AND country_id = $1::integer;
