-- parameters: ["{mcv(machines.vendor, 5)}", "{mcv(machines.model, 40)}"]
SELECT * FROM machines WHERE vendor = $1::text AND model = $2::text;
