-- parameters: ["{mcv(accounts.bank_id, 1)}", "{mcv(accounts.kind, 1)}"]
SELECT * FROM accounts WHERE bank_id = $1::smallint AND kind = $2::text;
