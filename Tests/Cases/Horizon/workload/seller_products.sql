-- name: seller_products
-- roles: application
-- parameters: ["{mcv(products.seller_id, 1)}"]
SELECT id, title, price FROM products WHERE seller_id = $1::integer ORDER BY price;
