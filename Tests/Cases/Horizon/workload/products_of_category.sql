-- name: products_of_category
-- roles: application
-- parameters: ["{mcv(products.category_id, 5)}"]
SELECT id, title FROM products WHERE category_id = $1::integer ORDER BY price LIMIT 20;
