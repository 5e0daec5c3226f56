-- name: products_with_seller
-- roles: application
-- parameters: ["{mcv(products.category_id, 1)}"]
SELECT p.title, s.name FROM products AS p JOIN sellers AS s ON s.id = p.seller_id WHERE p.category_id = $1::integer;
