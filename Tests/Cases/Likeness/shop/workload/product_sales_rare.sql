-- parameters: ["{rare(order_items.product_id)}"]
SELECT sum(quantity) FROM order_items WHERE product_id = $1::bigint;
