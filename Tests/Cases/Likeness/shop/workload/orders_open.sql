-- parameters: ["{mcv(orders.status, 2)}"]
SELECT id, placed_at FROM orders WHERE status = $1::text ORDER BY placed_at LIMIT 50;
