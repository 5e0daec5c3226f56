-- name: messages_unread_count
-- roles: application
SELECT count(*) FROM messages WHERE state = 'unread';
