-- parameters: ["{quantile(sessions.started_at, 0.995)}"]
SELECT * FROM sessions WHERE started_at > $1::timestamptz ORDER BY started_at DESC;
