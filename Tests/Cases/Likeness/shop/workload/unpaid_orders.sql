-- parameters: ["{quantile(orders.placed_at, 0.95)}"]
SELECT o.id FROM orders AS o WHERE o.placed_at > $1::timestamptz AND NOT EXISTS (SELECT FROM payments AS p WHERE p.order_id = o.id);
