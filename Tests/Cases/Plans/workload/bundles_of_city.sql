-- name: bundles_of_city
-- roles: application
-- parameters: [7]
SELECT count(*) FROM items AS i JOIN invoices AS v ON v.bundle + 0 = i.bundle + 0 JOIN customers AS c ON c.id + 0 = v.customer_id + 0 WHERE c.city = $1::integer;
