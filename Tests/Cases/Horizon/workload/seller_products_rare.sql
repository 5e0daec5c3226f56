-- name: seller_products_rare
-- roles: application
-- parameters: ["{rare(products.seller_id)}"]
SELECT id, title, price FROM products WHERE seller_id = $1::integer ORDER BY price;
