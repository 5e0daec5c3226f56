-- parameters: ["{mcv(machines.vendor, 1)}", "{mcv(machines.model, 1)}"]
SELECT * FROM machines WHERE vendor = $1::text AND model = $2::text;
