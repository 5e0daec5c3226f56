-- parameters: ["{mcv(order_items.product_id, 1)}"]
SELECT sum(quantity) FROM order_items WHERE product_id = $1::bigint;
