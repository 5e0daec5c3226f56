-- name: order_by_code
-- roles: application
-- parameters: ["C0000042"]
-- calls per day: 5000
SELECT id, amount FROM orders WHERE code = $1::text;
