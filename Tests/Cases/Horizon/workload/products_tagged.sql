-- name: products_tagged
-- roles: application
SELECT id, title FROM products WHERE tags @> ARRAY['gift', 'blue', 'sale'];
