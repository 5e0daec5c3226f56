-- name: messages_of_customer
-- roles: application
-- parameters: ["{mcv(messages.customer_id, 1)}"]
SELECT id, sent_at FROM messages WHERE customer_id = $1::integer ORDER BY sent_at DESC;
