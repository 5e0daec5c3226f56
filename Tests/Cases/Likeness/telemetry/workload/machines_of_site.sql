-- parameters: ["{mcv(machines.site_id, 1)}"]
SELECT * FROM machines WHERE site_id = $1::uuid;
