-- name: events_per_page
-- roles: application
SELECT page, count(*) FROM events WHERE at >= '2025-01-01' GROUP BY page ORDER BY 2 DESC LIMIT 20;
