-- parameters: ["{quantile(payments.paid_at, 0.97)}"]
SELECT method, sum(amount) FROM payments WHERE paid_at > $1::timestamptz GROUP BY method;
