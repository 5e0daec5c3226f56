-- name: visits_long
-- roles: application
SELECT v.customer_id FROM visits AS v JOIN customers AS c ON c.id = v.customer_id WHERE v.seconds > 5000 AND c.status = 'active';
