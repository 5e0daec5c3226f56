-- parameters: ["{rare(customers.tenant_id)}"]
SELECT * FROM customers WHERE tenant_id = $1::integer;
