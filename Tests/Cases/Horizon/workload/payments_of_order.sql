-- name: payments_of_order
-- roles: application
-- parameters: ["{quantile(payments.order_id, 0.5)}"]
SELECT * FROM payments WHERE order_id = $1::bigint;
