-- name: events_of_customer
-- roles: application
-- parameters: ["{quantile(events.customer_id, 0.4)}", "2025-02-01"]
SELECT kind, at FROM events WHERE customer_id = $1::integer AND at > $2::timestamptz;
