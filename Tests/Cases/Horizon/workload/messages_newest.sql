-- name: messages_newest
-- roles: application
SELECT id, customer_id FROM messages ORDER BY sent_at DESC LIMIT 20;
