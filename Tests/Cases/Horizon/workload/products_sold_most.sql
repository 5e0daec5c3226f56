-- name: products_sold_most
-- roles: application
SELECT product_id, sum(quantity) AS n FROM order_items GROUP BY product_id ORDER BY n DESC LIMIT 10;
