-- parameters: ["{quantile(orders.placed_at, 0.5)}"]
SELECT sum(total) FROM orders WHERE placed_at >= $1::timestamptz;
