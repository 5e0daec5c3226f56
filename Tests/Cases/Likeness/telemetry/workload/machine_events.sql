-- parameters: ["{mcv(events.machine_id, 1)}"]
SELECT * FROM events WHERE machine_id = $1::uuid ORDER BY opened_at DESC LIMIT 20;
