-- parameters: ["{mcv(customers.country, 2)}", "{rare(customers.city)}"]
SELECT * FROM customers WHERE country = $1::text AND city = $2::text;
