-- parameters: ["{mcv(order_items.product_id, 1)}"]
SELECT o.customer_id, o.placed_at FROM order_items AS i JOIN orders AS o ON o.id = i.order_id WHERE i.product_id = $1::bigint;
