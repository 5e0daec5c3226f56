-- parameters: ["{quantile(holders.risk, 0.995)}"]
SELECT h.id, count(*) FROM holders AS h JOIN alerts AS a ON a.holder_id = h.id WHERE h.risk > $1::real GROUP BY h.id;
