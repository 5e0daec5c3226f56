-- parameters: ["{quantile(readings.value, 0.999)}"]
SELECT * FROM readings WHERE value > $1::double precision;
