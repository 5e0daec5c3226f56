-- parameters: ["{rare(readings.sensor_id)}", "{quantile(readings.measured_at, 0.98)}"]
SELECT avg(value) FROM readings WHERE sensor_id = $1::integer AND measured_at > $2::timestamptz;
