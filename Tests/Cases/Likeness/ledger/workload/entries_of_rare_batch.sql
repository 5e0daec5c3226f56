-- parameters: ["{rare(entries.batch_id)}"]
SELECT e.* FROM entries AS e JOIN batches AS b ON b.id = e.batch_id WHERE b.id = $1::integer;
