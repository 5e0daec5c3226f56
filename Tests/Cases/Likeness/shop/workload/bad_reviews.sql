-- parameters: ["{rare(reviews.product_id)}"]
SELECT * FROM reviews WHERE product_id = $1::bigint AND stars = 1;
