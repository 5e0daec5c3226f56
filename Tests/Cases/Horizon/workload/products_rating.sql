-- name: products_rating
-- roles: application
-- parameters: ["{rare(products.seller_id)}"]
SELECT p.id, avg(r.stars) FROM products AS p JOIN reviews AS r ON r.product_id = p.id WHERE p.seller_id = $1::integer GROUP BY p.id;
