-- name: reviews_bad
-- roles: application
SELECT product_id, count(*) FROM reviews WHERE stars = 1 GROUP BY product_id;
