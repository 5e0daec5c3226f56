-- parameters: ["{absent(orders.status)}"]
SELECT * FROM orders WHERE status = $1::text;
