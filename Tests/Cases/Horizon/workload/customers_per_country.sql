-- name: customers_per_country
-- roles: application
SELECT country_id, count(*) FROM customers GROUP BY country_id;
