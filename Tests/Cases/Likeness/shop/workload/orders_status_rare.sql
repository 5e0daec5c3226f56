-- parameters: ["{mcv(orders.status, 5)}"]
SELECT * FROM orders WHERE status = $1::text;
