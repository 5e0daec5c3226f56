-- name: customers_by_name_page
-- roles: application
SELECT id, name FROM customers ORDER BY name, id LIMIT 50;
