-- parameters: ["{quantile(holders.risk, 0.98)}"]
SELECT * FROM holders WHERE risk > $1::real;
