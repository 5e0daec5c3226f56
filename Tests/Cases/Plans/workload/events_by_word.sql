-- name: events_by_word
-- roles: application
-- parameters: ["2024-06", "2024-07"]
SELECT count(*) FROM events WHERE at >= month_of($1::text) AND at < month_of($2::text);
