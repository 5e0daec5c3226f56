-- name: note_added
-- roles: application
-- parameters: [50]
INSERT INTO notes SELECT 1000000 + n, n, 'en', false, 'New.' FROM generate_series(1, $1::integer) AS n;
