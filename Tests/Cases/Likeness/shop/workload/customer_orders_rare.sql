-- parameters: ["{rare(orders.customer_id)}"]
SELECT * FROM orders WHERE customer_id = $1::bigint ORDER BY placed_at DESC LIMIT 20;
