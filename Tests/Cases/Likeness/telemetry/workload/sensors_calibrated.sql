-- parameters: ["{quantile(sensors.calibrated_on, 0.99)}"]
SELECT * FROM sensors WHERE calibrated_on > $1::date;
