-- parameters: ["{mcv(balances.year, 1)}"]
SELECT sum(amount) FROM balances WHERE year = $1::smallint;
