-- name: reviews_of_customer
-- roles: application
-- parameters: ["{quantile(reviews.customer_id, 0.5)}"]
SELECT stars, body FROM reviews WHERE customer_id = $1::integer;
