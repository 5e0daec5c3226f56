-- parameters: ["{mcv(accounts.bank_id, 1)}"]
SELECT b.year, sum(b.amount) FROM accounts AS a JOIN balances AS b ON b.account_id = a.id WHERE a.bank_id = $1::smallint GROUP BY b.year;
