-- parameters: ["{mcv(entries.account_id, 1)}"]
SELECT * FROM entries WHERE account_id = $1::bigint ORDER BY booked_on DESC LIMIT 50;
