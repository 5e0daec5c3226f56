-- parameters: ["{mcv(reviews.product_id, 1)}"]
SELECT c.country, avg(r.stars) FROM reviews AS r JOIN customers AS c ON c.id = r.customer_id WHERE r.product_id = $1::bigint GROUP BY c.country;
