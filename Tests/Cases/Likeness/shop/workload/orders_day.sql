-- parameters: ["{quantile(orders.placed_at, 0.5)}", "{quantile(orders.placed_at, 0.51)}"]
SELECT * FROM orders WHERE placed_at >= $1::timestamptz AND placed_at < $2::timestamptz;
