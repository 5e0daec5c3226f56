-- name: products_per_seller
-- roles: application
SELECT seller_id, count(*), avg(price) FROM products GROUP BY seller_id;
