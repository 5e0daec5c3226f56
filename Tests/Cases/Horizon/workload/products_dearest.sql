-- name: products_dearest
-- roles: application
SELECT id, title, price FROM products ORDER BY price DESC LIMIT 10;
