SELECT setseed(0.57);
INSERT INTO banks SELECT n, 'Bank ' || md5(n::text), 'BANK' || lpad(n::text, 7, '0') FROM generate_series(1, 40) AS n;
INSERT INTO currencies SELECT 'C' || lpad(n::text, 2, '0'), n % 4, 'Currency ' || n FROM generate_series(1, 30) AS n;
INSERT INTO accounts SELECT n, b.bank, CASE WHEN n > 50 AND random() < 0.85 THEN 1 + floor(power(random(), 2) * (n - 2))::int END,
    'C' || lpad((1 + floor(power(random(), 4) * 29))::text, 2, '0'),
    CASE WHEN b.bank < 5 THEN (ARRAY['asset', 'asset', 'liability'])[1 + floor(random() * 3)::int]
        ELSE (ARRAY['income', 'expense', 'equity', 'liability'])[1 + floor(random() * 4)::int] END,
    'A' || md5(n::text), date '2001-01-01' + (n * 7000 / @accounts),
    CASE WHEN random() < 0.12 THEN date '2021-01-01' + (random() * 900)::int END,
    CASE WHEN random() < 0.4 THEN (ARRAY['vip', 'joint', 'old', 'frozen', 'staff'])[1 + floor(random() * 3)::int : 1 + floor(random() * 5)::int] END
FROM generate_series(1, @accounts) AS n, LATERAL (SELECT 1 + floor(power(random(), 3) * 39 + 0 * n)::int AS bank) AS b;
INSERT INTO holders SELECT n, 'F' || floor(power(random(), 3) * 3000)::int, 'G' || floor(power(random(), 2) * 700)::int,
    CASE WHEN random() < 0.92 THEN date '1930-01-01' + floor((random() + random()) * 14000)::int END,
    round((power(random(), 4))::numeric, 3),
    CASE WHEN random() < 0.5 THEN jsonb_build_object('lang', (ARRAY['de', 'en', 'fr'])[1 + n % 3], 'score', n % 100) END
FROM generate_series(1, @accounts) AS n;
INSERT INTO account_holders SELECT a, 1 + (a * 31 + k * 977) % @accounts, date '2005-01-01' + (a * 6000 / @accounts)
FROM generate_series(1, @accounts) AS a, LATERAL generate_series(1, 1 + (a % 13) / 9) AS k;
INSERT INTO batches SELECT n, 'source ' || n % 7, timestamptz '2022-01-01' + n * interval '9 hours',
    CASE WHEN random() < 0.97 THEN timestamptz '2022-01-01' + n * interval '9 hours' + random() * interval '20 minutes' END
FROM generate_series(1, 2800) AS n;
INSERT INTO entries SELECT n, date '2022-01-01' + (n * 1050 / @rows) + floor(random() * 5)::int,
    1 + floor(power(random(), 3.5) * (@accounts * 0.9))::bigint, CASE WHEN random() < 0.8 THEN 1 + (n * 2799 / @rows) END,
    (CASE WHEN random() < 0.52 THEN 'debit' ELSE 'credit' END)::side, floor(power(random(), 6) * 5000000)::bigint,
    CASE WHEN random() < 0.35 THEN 'purpose ' || md5((n % 5000)::text) || repeat('x', (random() * 40)::int) END,
    'T' || floor(power(random(), 2) * 80)::int
FROM generate_series(1, @rows) AS n;
INSERT INTO balances SELECT a, y, round((random() * random() * 1000000)::numeric, 2)
FROM generate_series(1, @accounts) AS a, generate_series(2019, 2024) AS y WHERE (a + y) % 3 > 0;
INSERT INTO cards SELECT decode(md5(n::text), 'hex'), 1 + floor(power(random(), 2) * (@accounts - 1))::bigint,
    date '2024-01-01' + (random() * 1500)::int, random() < 0.04
FROM generate_series(1, @accounts * 2) AS n;
INSERT INTO alerts SELECT n, 1 + floor(random() * (@accounts - 1))::bigint, 1 + floor(power(random(), 4) * 6)::int,
    timestamp '2022-01-01' + n * (interval '1000 days' / @accounts), CASE WHEN random() < 0.9 THEN (n % 50) * interval '1 hour' END,
    CASE WHEN random() < 0.5 THEN 'alert ' || n % 300 END
FROM generate_series(1, @accounts) AS n;
