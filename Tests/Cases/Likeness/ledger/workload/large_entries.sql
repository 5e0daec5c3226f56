-- parameters: ["{quantile(entries.amount, 0.99)}"]
SELECT * FROM entries WHERE amount > $1::bigint;
