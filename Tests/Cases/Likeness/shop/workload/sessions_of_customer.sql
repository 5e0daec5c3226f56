-- parameters: ["{mcv(sessions.customer_id, 1)}"]
SELECT * FROM sessions WHERE customer_id = $1::bigint;
