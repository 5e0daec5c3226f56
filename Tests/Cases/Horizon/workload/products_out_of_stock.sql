-- name: products_out_of_stock
-- roles: application
SELECT id FROM products WHERE stock = 0 AND is_active;
