-- parameters: ["{mcv(holders.family, 1)}"]
SELECT a.* FROM holders AS h JOIN account_holders AS x ON x.holder_id = h.id JOIN accounts AS a ON a.id = x.account_id WHERE h.family = $1::text;
