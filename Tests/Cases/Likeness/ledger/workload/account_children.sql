-- parameters: ["{mcv(accounts.parent_id, 1)}"]
SELECT id FROM accounts WHERE parent_id = $1::bigint;
