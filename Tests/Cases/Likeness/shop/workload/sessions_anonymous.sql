SELECT count(*) FROM sessions WHERE customer_id IS NULL;
