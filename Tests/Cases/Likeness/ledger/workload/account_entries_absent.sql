-- parameters: ["{absent(entries.account_id)}"]
SELECT * FROM entries WHERE account_id = $1::bigint;
