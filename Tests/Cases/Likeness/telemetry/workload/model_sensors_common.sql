-- parameters: ["{mcv(machines.vendor, 1)}", "{mcv(machines.model, 1)}"]
SELECT s.kind, count(*) FROM machines AS m JOIN sensors AS s ON s.machine_id = m.id WHERE m.vendor = $1::text AND m.model = $2::text GROUP BY s.kind;
