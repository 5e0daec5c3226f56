-- parameters: ["{quantile(holders.born_on, 0.01)}"]
SELECT * FROM holders WHERE born_on < $1::date;
