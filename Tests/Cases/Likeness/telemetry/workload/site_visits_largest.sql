-- parameters: ["{mcv(machines.site_id, 1)}"]
SELECT count(*), sum(v.minutes) FROM machines AS m JOIN visits AS v ON v.machine_id = m.id WHERE m.site_id = $1::uuid;
