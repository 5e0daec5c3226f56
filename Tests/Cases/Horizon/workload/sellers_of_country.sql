-- name: sellers_of_country
-- roles: application
-- parameters: ["{mcv(sellers.country_id, 1)}"]
SELECT * FROM sellers WHERE country_id = $1::integer;
