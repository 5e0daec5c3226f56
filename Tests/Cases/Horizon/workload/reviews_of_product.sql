-- name: reviews_of_product
-- roles: application
-- parameters: ["{mcv(reviews.product_id, 1)}"]
SELECT stars, body FROM reviews WHERE product_id = $1::integer ORDER BY made_at DESC LIMIT 10;
