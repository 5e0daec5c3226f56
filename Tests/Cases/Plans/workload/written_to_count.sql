-- name: written_to_count
-- roles: application
SELECT count(id) FROM written_to;
