-- name: products_between
-- roles: application
-- parameters: ["{mcv(products.category_id, 5)}"]
SELECT id FROM products WHERE category_id = $1::integer AND price BETWEEN 10 AND 20;
