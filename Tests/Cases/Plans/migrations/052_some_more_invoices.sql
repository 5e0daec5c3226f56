INSERT INTO invoices SELECT id + 100000, order_id, customer_id, bundle, state, total FROM invoices WHERE id % 20 = 0;
ANALYZE invoices;
