INSERT INTO desk_visits SELECT * FROM visits_kept;
DROP TABLE visits_kept;
ANALYZE desk_visits;
