-- name: orders_by_day
-- roles: application
SELECT date_trunc('day', placed_at) AS day, count(*) FROM orders GROUP BY 1 ORDER BY 1;
