-- parameters: ["{mcv(machines.site_id, 1)}"]
SELECT e.severity, count(*) FROM machines AS m JOIN events AS e ON e.machine_id = m.id WHERE m.site_id = $1::uuid GROUP BY e.severity;
