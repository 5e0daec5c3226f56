-- parameters: ["{mcv(readings.sensor_id, 1)}"]
SELECT date_trunc('day', measured_at), avg(value) FROM readings WHERE sensor_id = $1::integer GROUP BY 1;
