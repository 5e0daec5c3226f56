-- parameters: ["{mcv(reviews.product_id, 1)}"]
SELECT stars, count(*) FROM reviews WHERE product_id = $1::bigint GROUP BY stars;
