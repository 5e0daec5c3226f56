-- parameters: ["{mcv(customers.tenant_id, 1)}"]
SELECT sum(o.total) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE c.tenant_id = $1::integer;
