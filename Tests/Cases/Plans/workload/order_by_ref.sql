-- name: order_by_ref
-- roles: application
-- parameters: ["R0000042"]
SELECT id, amount FROM orders WHERE ref = $1::text;
