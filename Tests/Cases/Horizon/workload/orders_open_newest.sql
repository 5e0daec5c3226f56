-- name: orders_open_newest
-- roles: application
SELECT id FROM orders WHERE status = 'open' ORDER BY placed_at DESC LIMIT 25;
