-- name: payments_recently
-- roles: application
-- parameters: ["{quantile(payments.paid_at, 0.9)}"]
SELECT method, sum(amount) FROM payments WHERE paid_at > $1::timestamptz GROUP BY method;
