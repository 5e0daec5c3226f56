-- name: customer_by_mail
-- roles: application
-- parameters: ["{quantile(customers.email, 0.5)}"]
SELECT * FROM customers WHERE email = $1::text;
