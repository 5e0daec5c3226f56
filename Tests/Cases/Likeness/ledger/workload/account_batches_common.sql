-- parameters: ["{mcv(entries.account_id, 1)}"]
SELECT b.source, count(*) FROM entries AS e JOIN batches AS b ON b.id = e.batch_id WHERE e.account_id = $1::bigint GROUP BY b.source;
