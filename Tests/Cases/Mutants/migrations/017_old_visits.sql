CREATE TABLE visits_kept AS SELECT * FROM desk_visits WHERE day < '2024-06-01';
DELETE FROM desk_visits WHERE day < '2024-06-01';
