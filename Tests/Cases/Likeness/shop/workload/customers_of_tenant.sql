-- parameters: ["{mcv(customers.tenant_id, 1)}"]
SELECT * FROM customers WHERE tenant_id = $1::integer;
