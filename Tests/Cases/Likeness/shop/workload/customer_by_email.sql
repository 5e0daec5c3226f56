-- parameters: ["{absent(customers.email)}"]
SELECT * FROM customers WHERE email = $1::text;
