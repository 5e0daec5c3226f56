-- name: orders_of_place
-- roles: application
-- parameters: [7, "lane 7", "dock 7"]
SELECT count(*), max(c.name) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.depot = $1::integer AND o.lane = $2::text AND o.dock = $3::text;
