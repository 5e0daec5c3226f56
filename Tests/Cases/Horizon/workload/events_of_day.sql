-- name: events_of_day
-- roles: application
-- parameters: ["2024-12-10"]
SELECT kind, count(*) FROM events WHERE at >= $1::timestamptz AND at < $1::timestamptz + '1 day'::interval GROUP BY kind;
