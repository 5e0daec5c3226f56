-- parameters: ["{mcv(sensors.kind, 1)}", "{mcv(sensors.unit, 1)}"]
SELECT count(*) FROM sensors WHERE kind = $1::text AND unit = $2::text;
