-- parameters: ["{mcv(customers.country, 1)}", "{mcv(customers.city, 1)}"]
SELECT count(*) FROM customers WHERE country = $1::text AND city = $2::text;
