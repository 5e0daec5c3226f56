-- name: visits_of_customer
-- roles: application
-- parameters: ["{quantile(visits.customer_id, 0.3)}"]
SELECT count(*), avg(seconds) FROM visits WHERE customer_id = $1::integer;
