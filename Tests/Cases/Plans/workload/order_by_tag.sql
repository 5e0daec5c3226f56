-- name: order_by_tag
-- roles: application
-- parameters: ["t0000042"]
SELECT id, amount FROM orders WHERE tag = $1::text;
