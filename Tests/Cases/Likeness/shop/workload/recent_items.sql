-- parameters: ["{quantile(orders.placed_at, 0.99)}"]
SELECT i.* FROM orders AS o JOIN order_items AS i ON i.order_id = o.id WHERE o.placed_at > $1::timestamptz;
