-- name: events_with_customer
-- roles: application
-- parameters: ["2025-03-01"]
SELECT c.name, e.at FROM events AS e JOIN customers AS c ON c.id = e.customer_id WHERE e.kind = 'complaint' AND e.at >= $1::timestamptz;
