-- name: payments_cards_recently
-- roles: application
-- parameters: ["{quantile(payments.paid_at, 0.99)}"]
SELECT sum(amount) FROM payments WHERE method = 'card' AND paid_at > $1::timestamptz;
