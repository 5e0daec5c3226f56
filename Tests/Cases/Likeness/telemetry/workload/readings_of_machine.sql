-- parameters: ["{rare(sensors.machine_id)}", "{quantile(readings.measured_at, 0.9)}"]
SELECT s.kind, count(*) FROM sensors AS s JOIN readings AS r ON r.sensor_id = s.id WHERE s.machine_id = $1::uuid AND r.measured_at > $2::timestamptz GROUP BY s.kind;
