-- parameters: ["{absent(accounts.number)}"]
SELECT * FROM accounts WHERE number = $1::text;
