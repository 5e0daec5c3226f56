-- name: visits_by_page
-- roles: application
SELECT page, count(*) FROM visits GROUP BY page;
