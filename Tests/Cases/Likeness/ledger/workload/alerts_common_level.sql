-- parameters: ["{mcv(alerts.level, 1)}"]
SELECT h.family, count(*) FROM alerts AS a JOIN holders AS h ON h.id = a.holder_id WHERE a.level = $1::smallint GROUP BY h.family;
