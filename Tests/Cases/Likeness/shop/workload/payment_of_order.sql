-- parameters: ["{quantile(payments.order_id, 0.2)}"]
SELECT * FROM payments WHERE order_id = $1::bigint;
