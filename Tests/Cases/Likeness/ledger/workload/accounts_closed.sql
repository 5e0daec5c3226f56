-- parameters: ["{quantile(accounts.closed_on, 0.9)}"]
SELECT * FROM accounts WHERE closed_on > $1::date;
