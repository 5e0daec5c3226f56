-- parameters: ["{mcv(tenants.region, 1)}"]
SELECT t.plan, sum(o.total) FROM tenants AS t JOIN customers AS c ON c.tenant_id = t.id JOIN orders AS o ON o.customer_id = c.id WHERE t.region = $1::text GROUP BY t.plan;
