-- parameters: ["{mcv(readings.sensor_id, 1)}"]
SELECT * FROM readings WHERE sensor_id = $1::integer ORDER BY measured_at DESC LIMIT 1;
