-- name: sellers_list
-- roles: application
SELECT * FROM sellers ORDER BY name;
