-- name: customers_joined_since
-- roles: application
-- parameters: ["{quantile(customers.joined_at, 0.95)}"]
SELECT count(*) FROM customers WHERE joined_at > $1::timestamptz;
