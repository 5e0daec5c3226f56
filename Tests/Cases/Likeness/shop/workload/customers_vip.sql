-- parameters: ["{quantile(customers.created_at, 0.9)}"]
SELECT * FROM customers WHERE vip AND created_at > $1::timestamptz;
