-- parameters: ["{rare(customers.tenant_id)}"]
SELECT count(*), sum(o.total) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id WHERE c.tenant_id = $1::integer;
