-- name: stamped_visits
-- roles: application
SELECT sum(stamped(page)) FROM visits;
