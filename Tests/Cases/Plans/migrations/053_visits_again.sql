INSERT INTO visits SELECT v.id + n * 100000, v.customer_id, v.page FROM visits AS v, generate_series(1, 3) AS n;
ANALYZE visits;
