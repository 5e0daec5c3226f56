-- name: orders_of_gauge
-- roles: application
-- parameters: [40]
SELECT count(*) FROM orders WHERE depot = gauge($1::integer);
