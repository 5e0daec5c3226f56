-- name: customers_in_country
-- roles: application
-- parameters: ["Country 3"]
SELECT c.id, c.name FROM customers AS c JOIN countries AS k ON k.id = c.country_id WHERE k.name = $1::text;
