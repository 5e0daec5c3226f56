-- parameters: ["{rare(documents.machine_id)}"]
SELECT title FROM documents WHERE machine_id = $1::uuid;
