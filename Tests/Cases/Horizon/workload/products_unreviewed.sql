-- name: products_unreviewed
-- roles: application
SELECT p.id FROM products AS p WHERE NOT EXISTS (SELECT FROM reviews AS r WHERE r.product_id = p.id);
