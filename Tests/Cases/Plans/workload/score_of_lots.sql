-- name: score_of_lots
-- roles: application
SELECT sum(scored(lot)) FROM orders;
