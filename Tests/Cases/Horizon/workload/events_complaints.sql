-- name: events_complaints
-- roles: application
SELECT customer_id, at FROM events WHERE kind = 'complaint' AND at >= '2025-01-01';
