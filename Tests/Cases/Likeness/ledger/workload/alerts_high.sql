-- parameters: ["{mcv(alerts.level, 5)}"]
SELECT * FROM alerts WHERE level = $1::smallint ORDER BY raised_at DESC LIMIT 20;
