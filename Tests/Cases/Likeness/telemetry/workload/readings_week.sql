-- parameters: ["{quantile(readings.measured_at, 0.9)}"]
SELECT count(*) FROM readings WHERE measured_at > $1::timestamptz;
