-- name: region_spelled
-- roles: application
-- parameters: [5]
SELECT id, spelled(id) FROM regions WHERE id = $1::integer;
