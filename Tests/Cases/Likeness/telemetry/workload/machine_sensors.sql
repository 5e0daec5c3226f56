-- parameters: ["{quantile(machines.installed_at, 0.99)}"]
SELECT s.* FROM machines AS m JOIN sensors AS s ON s.machine_id = m.id WHERE m.installed_at > $1::timestamptz;
