-- name: tickets_of_customer
-- roles: application
-- parameters: [40]
SELECT id, title FROM tickets WHERE customer_id < $1::integer;
