-- name: order_by_id
-- roles: application
-- parameters: [4711]
-- calls per day: 90000
SELECT id, status, amount FROM orders WHERE id = $1::integer;
