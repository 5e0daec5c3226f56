-- name: notes_urgent
-- roles: application
-- parameters: [400]
UPDATE notes SET urgent = true WHERE customer_id < $1::integer;
