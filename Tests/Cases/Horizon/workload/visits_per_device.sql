-- name: visits_per_device
-- roles: application
SELECT device, count(*) FROM visits GROUP BY device;
