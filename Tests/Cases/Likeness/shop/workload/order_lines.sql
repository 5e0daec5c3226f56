-- parameters: ["{quantile(order_items.order_id, 0.7)}"]
SELECT * FROM order_items WHERE order_id = $1::bigint ORDER BY line;
