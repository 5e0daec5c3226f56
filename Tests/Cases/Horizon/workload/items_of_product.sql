-- name: items_of_product
-- roles: application
-- parameters: ["{quantile(order_items.product_id, 0.5)}"]
SELECT count(*) FROM order_items WHERE product_id = $1::integer;
