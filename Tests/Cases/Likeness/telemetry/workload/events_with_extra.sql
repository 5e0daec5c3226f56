-- parameters: ["{quantile(events.opened_at, 0.99)}"]
SELECT count(*) FROM events WHERE extra IS NOT NULL AND opened_at > $1::timestamptz;
