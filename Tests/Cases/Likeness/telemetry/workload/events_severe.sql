-- parameters: ["{mcv(events.severity, 5)}", "{quantile(events.opened_at, 0.9)}"]
SELECT * FROM events WHERE severity = $1::smallint AND opened_at > $2::timestamptz;
