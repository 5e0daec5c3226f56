-- name: items_of_category_recently
-- roles: application
-- parameters: ["{mcv(products.category_id, 3)}", "{quantile(orders.placed_at, 0.97)}"]
SELECT count(*) FROM order_items AS i JOIN products AS p ON p.id = i.product_id JOIN orders AS o ON o.id = i.order_id WHERE p.category_id = $1::integer AND o.placed_at > $2::timestamptz;
