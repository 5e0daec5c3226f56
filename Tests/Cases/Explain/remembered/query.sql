SELECT r.id, d.name FROM reading_2024_01 AS r JOIN device AS d ON d.id = r.device_id AND d.name LIKE 'device 1%'
WHERE r.kind = 'odd'
