-- parameters: ["{mcv(cards.account_id, 1)}"]
SELECT * FROM cards WHERE account_id = $1::bigint;
