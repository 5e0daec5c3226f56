-- parameters: ["{mcv(accounts.bank_id, 30)}"]
SELECT * FROM accounts WHERE bank_id = $1::smallint;
