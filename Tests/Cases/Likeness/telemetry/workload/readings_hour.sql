-- parameters: ["{quantile(readings.measured_at, 0.999)}"]
SELECT sensor_id, avg(value) FROM readings WHERE measured_at > $1::timestamptz GROUP BY sensor_id;
