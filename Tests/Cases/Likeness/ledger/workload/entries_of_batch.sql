-- parameters: ["{mcv(entries.batch_id, 1)}"]
SELECT * FROM entries WHERE batch_id = $1::integer;
