-- name: ticket_count
-- roles: application
SELECT count(*) FROM tickets;
