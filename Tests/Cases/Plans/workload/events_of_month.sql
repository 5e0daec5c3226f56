-- name: events_of_month
-- roles: application
-- parameters: ["2024-06-01", "2024-07-01"]
SELECT count(*) FROM events WHERE at >= $1::timestamptz AND at < $2::timestamptz;
