-- parameters: ["{mcv(accounts.bank_id, 12)}"]
SELECT sum(e.amount) FROM entries AS e JOIN accounts AS a ON a.id = e.account_id WHERE a.bank_id = $1::smallint;
