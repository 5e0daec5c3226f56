-- name: messages_unread
-- roles: application
-- parameters: ["{mcv(messages.customer_id, 2)}"]
SELECT id, body FROM messages WHERE customer_id = $1::integer AND state = 'unread';
