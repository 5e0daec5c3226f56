-- parameters: ["{rare(balances.account_id)}"]
SELECT * FROM balances WHERE account_id = $1::bigint ORDER BY year;
