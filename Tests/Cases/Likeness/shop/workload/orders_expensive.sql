-- parameters: ["{quantile(orders.total, 0.99)}"]
SELECT * FROM orders WHERE total > $1::numeric;
