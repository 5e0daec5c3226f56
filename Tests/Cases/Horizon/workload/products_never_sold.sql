-- name: products_never_sold
-- roles: application
SELECT p.id FROM products AS p WHERE NOT EXISTS (SELECT FROM order_items AS i WHERE i.product_id = p.id);
