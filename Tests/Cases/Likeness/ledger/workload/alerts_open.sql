-- parameters: ["{quantile(alerts.holder_id, 0.5)}"]
SELECT * FROM alerts WHERE lasted IS NULL AND holder_id = $1::bigint;
