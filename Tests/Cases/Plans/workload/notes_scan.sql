-- name: notes_scan
-- roles: application
SELECT count(*) FROM notes WHERE urgent;
