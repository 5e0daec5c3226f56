-- parameters: ["{mcv(accounts.bank_id, 2)}"]
SELECT * FROM accounts WHERE labels @> ARRAY['none'] AND bank_id = $1::smallint;
