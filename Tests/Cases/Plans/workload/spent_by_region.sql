-- name: spent_by_region
-- roles: application
SELECT c.region_id, sum(o.amount) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id GROUP BY c.region_id;
