SELECT setseed(0.73);
INSERT INTO sites SELECT gen_random_uuid(), 'site ' || n, (ARRAY['de', 'de', 'fr', 'it', 'us'])[1 + n % 5], 'zone ' || n % 11,
    CASE WHEN n % 4 > 0 THEN random() * 2000 END FROM generate_series(1, 150) AS n;
INSERT INTO machines SELECT gen_random_uuid(), s.id, 'model ' || m.model, 'vendor ' || m.model % 9, 'S' || md5(m.n::text)::varchar(20),
    (CASE WHEN random() < 0.8 THEN 'running' WHEN random() < 0.6 THEN 'idle' WHEN random() < 0.5 THEN 'retired'
        WHEN random() < 0.7 THEN 'broken' ELSE 'new' END)::machine_state,
    CASE WHEN random() < 0.9 THEN ('10.' || m.n % 9 || '.' || m.n % 250 || '.1')::inet END,
    timestamptz '2015-01-01' + m.n * interval '14 hours', jsonb_build_object('firmware', 'v' || m.n % 14, 'sampling', 10 * (1 + m.n % 6),
        'notes', CASE WHEN m.n % 3 = 0 THEN md5(m.n::text) ELSE 'none' END)
FROM (SELECT n, floor(power(random(), 2) * 60)::int AS model, 1 + floor(power(random(), 2) * 149)::int AS site
    FROM generate_series(1, 5000) AS n) AS m
JOIN (SELECT id, row_number() OVER (ORDER BY name) AS number FROM sites) AS s ON s.number = m.site ORDER BY m.n;
INSERT INTO sensors SELECT row_number() OVER (), m.id, k.kind, CASE k.kind WHEN 'temperature' THEN 'C' WHEN 'pressure' THEN 'bar' WHEN 'speed' THEN 'rpm' ELSE 'mm' END,
    CASE WHEN random() < 0.6 THEN date '2023-01-01' + floor(random() * random() * 500)::int END
FROM machines AS m, LATERAL unnest(ARRAY['temperature', 'pressure', 'speed', 'vibration', 'position']) AS k(kind)
WHERE k.kind = 'temperature' OR random() < 0.4;
INSERT INTO readings SELECT 1 + floor(power(random(), 2) * ((SELECT max(id) FROM sensors) - 1))::int,
    timestamptz '2024-06-01' + n * (interval '90 days' / @rows), CASE WHEN random() < 0.97 THEN sin(n) * 100 + random() * 20 END,
    CASE WHEN random() < 0.95 THEN 0 ELSE 1 + floor(random() * 5)::int END, CASE WHEN random() < 0.1 THEN decode(md5(n::text), 'hex') END
FROM generate_series(1, @rows) AS n;
INSERT INTO events SELECT n, m.id, 1 + floor(power(random(), 3) * 5)::int, timestamptz '2024-12-31' - n * (interval '700 days' / (@rows / 12)),
    CASE WHEN random() < 0.985 THEN timestamptz '2025-01-01' - n * (interval '700 days' / (@rows / 12)) + random() * interval '3 hours' END,
    'event ' || floor(power(random(), 3) * 900)::int || repeat(' more', floor(random() * 12)::int),
    CASE WHEN random() < 0.3 THEN jsonb_build_object('code', n % 400, 'auto', n % 2 = 0) END
FROM (SELECT n, 1 + floor(power(random(), 2.5) * 4600)::int AS machine FROM generate_series(1, @rows / 12) AS n) AS e
JOIN (SELECT id, row_number() OVER (ORDER BY installed_at) AS number FROM machines) AS m ON m.number = e.machine ORDER BY n;
INSERT INTO people SELECT n, 'person ' || md5(n::text), (ARRAY['early', 'late', 'night'])[1 + n % 3] FROM generate_series(1, 220) AS n;
INSERT INTO visits SELECT n, m.id, CASE WHEN random() < 0.93 THEN 1 + floor(power(random(), 2) * 219)::int END,
    time '06:00' + floor(random() * 48)::int * interval '15 minutes', date '2024-12-31' - (n * 900 / (@rows / 40)),
    CASE WHEN random() < 0.8 THEN 5 * (1 + floor(power(random(), 2) * 40))::int END
FROM (SELECT n, 1 + floor(random() * 4999)::int AS machine FROM generate_series(1, @rows / 40) AS n) AS e
JOIN (SELECT id, row_number() OVER (ORDER BY installed_at) AS number FROM machines) AS m ON m.number = e.machine ORDER BY n;
INSERT INTO parts SELECT n, 'P-' || lpad((n * 7919 % 100000)::text, 5, '0'), round((1 + power(random(), 5) * 20000)::numeric, 2),
    CASE WHEN n > 100 AND random() < 0.2 THEN n - 1 - floor(random() * 90)::int END, (ARRAY['wear', 'spare', 'electric', 'seal'])[1 + n % 2 : 2 + n % 3]
FROM generate_series(1, 3000) AS n;
INSERT INTO visit_parts SELECT v, 1 + (v * 7 + k * 131) % 3000, 1 + k FROM generate_series(1, @rows / 40) AS v, LATERAL generate_series(1, (v * 31 % 5)::int) AS k;
INSERT INTO documents SELECT n, CASE WHEN random() < 0.7 THEN m.id END, 'document ' || n,
    (SELECT string_agg(md5(n::text || i), ' ') FROM generate_series(1, 5 + (n * 37 % 200)) AS i)
FROM generate_series(1, 3000) AS n JOIN (SELECT id, row_number() OVER (ORDER BY installed_at) AS number FROM machines) AS m ON m.number = 1 + n;
