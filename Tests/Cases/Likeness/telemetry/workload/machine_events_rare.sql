-- parameters: ["{rare(events.machine_id)}"]
SELECT * FROM events WHERE machine_id = $1::uuid ORDER BY opened_at;
