SELECT * FROM events WHERE closed_at IS NULL ORDER BY opened_at;
