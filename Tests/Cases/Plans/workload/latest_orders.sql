-- name: latest_orders
-- roles: application
SELECT id, placed_at FROM orders ORDER BY placed_at DESC LIMIT 20;
