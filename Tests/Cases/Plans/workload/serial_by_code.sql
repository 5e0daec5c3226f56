-- name: serial_by_code
-- roles: application
-- parameters: [700]
SELECT id FROM serials WHERE id = weighed($1::integer);
