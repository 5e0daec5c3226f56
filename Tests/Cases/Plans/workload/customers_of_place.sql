-- name: customers_of_place
-- roles: application
-- parameters: [42, "county 42"]
SELECT id, name FROM customers WHERE city = $1::integer AND county = $2::text;
