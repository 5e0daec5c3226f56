-- parameters: ["{mcv(orders.status, 1)}", "{quantile(orders.placed_at, 0.99)}"]
SELECT count(*) FROM orders WHERE status = $1::text AND placed_at > $2::timestamptz;
