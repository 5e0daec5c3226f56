SELECT setseed(0.31);
INSERT INTO tenants SELECT n, 'Tenant ' || md5(n::text), (ARRAY['free', 'free', 'free', 'team', 'scale'])[1 + n % 5],
    (ARRAY['eu', 'us', 'ap'])[1 + (n * n) % 3], timestamptz '2019-01-01' + n * interval '5 days 7 hours'
FROM generate_series(1, 300) AS n;
INSERT INTO customers SELECT n, 1 + floor(299 * power(random(), 2.2))::int, 'c' || md5('e' || n) || '@example.com',
    (CASE WHEN random() < 0.83 THEN 'basic' WHEN random() < 0.7 THEN 'silver' WHEN random() < 0.8 THEN 'gold'
        ELSE 'platinum' END)::tier,
    p.country, p.country || '-' || floor(power(random(), 3) * 40)::int, random() < 0.02,
    CASE WHEN random() < 0.25 THEN repeat(md5(n::text), 1 + (random() * 5)::int) END,
    timestamptz '2020-01-01' + n * (interval '1600 days' / @customers)
FROM generate_series(1, @customers) AS n,
    LATERAL (SELECT (ARRAY['de', 'de', 'de', 'de', 'fr', 'fr', 'it', 'es', 'nl', 'pl'])[1 + floor(random() * 10 + 0 * n)::int]
        AS country) AS p;
INSERT INTO products SELECT n, 'SKU-' || lpad(n::text, 7, '0'), 'cat' || floor(power(random(), 2) * 60)::int,
    round((1 + power(random(), 3) * 900)::numeric, 2), CASE WHEN random() < 0.8 THEN random() * 30 END,
    (ARRAY['new', 'sale', 'eco', 'bulk', 'gift', 'rare'])[1 + floor(random() * 2)::int : 2 + floor(random() * 4)::int],
    jsonb_build_object('color', (ARRAY['red', 'green', 'blue', 'black'])[1 + n % 4], 'size', n % 12,
        'origin', 'o' || n % 30),
    (SELECT string_agg(md5(n::text || i), ' ') FROM generate_series(1, 10 + n % 120) AS i)
FROM generate_series(1, 6000) AS n;
INSERT INTO coupons SELECT n, 'CODE' || n, 5 * (1 + n % 8), CASE WHEN n % 3 > 0 THEN date '2023-01-01' + n * 2 END
FROM generate_series(1, 500) AS n;
INSERT INTO orders SELECT n, 1 + floor((@customers * 0.78) * power(random(), 2.6))::bigint,
    CASE WHEN random() < 0.11 THEN 1 + floor(499 * power(random(), 2))::int END,
    CASE WHEN n > @orders * 0.97 AND random() < 0.6 THEN 'open' WHEN random() < 0.93 THEN 'shipped'
        WHEN random() < 0.7 THEN 'cancelled' WHEN random() < 0.9 THEN 'returned' ELSE 'lost' END,
    (ARRAY['web', 'web', 'web', 'app', 'app', 'shop'])[1 + floor(random() * 6)::int],
    timestamptz '2021-01-01' + n * (interval '1500 days' / @orders) + random() * interval '2 days',
    CASE WHEN random() < 0.9 THEN timestamptz '2021-01-03' + n * (interval '1500 days' / @orders)
        + random() * interval '5 days' END,
    round((5 + power(random(), 4) * 2000)::numeric, 2), CASE WHEN random() < 0.05 THEN md5(n::text) END
FROM generate_series(1, @orders) AS n;
INSERT INTO order_items SELECT o, l, 1 + floor(5999 * power(random(), 2))::bigint, 1 + floor(power(random(), 3) * 9),
    round((1 + power(random(), 3) * 900)::numeric, 2)
FROM generate_series(1, @orders) AS o, LATERAL generate_series(1, 1 + (o::bigint * 7919 % 11)::int) AS l;
INSERT INTO payments SELECT n, n * 10 / 9, (ARRAY['card', 'card', 'card', 'bank', 'wallet'])[1 + floor(random() * 5)::int],
    round((5 + power(random(), 4) * 2000)::numeric, 2),
    timestamptz '2021-01-02' + n * (interval '1500 days' / @orders), gen_random_uuid()
FROM generate_series(1, (@orders * 0.9)::int) AS n;
INSERT INTO returns SELECT n, 1 + floor(@orders * 0.999 * random())::bigint,
    (ARRAY['broken', 'late', 'wrong', 'unwanted'])[1 + floor(power(random(), 2) * 4)::int],
    timestamptz '2021-02-01' + n * (interval '1400 days' / (@orders / 20)), CASE WHEN random() < 0.7 THEN n % 500 END
FROM generate_series(1, @orders / 20) AS n;
INSERT INTO reviews SELECT n, 1 + floor(5999 * power(random(), 3))::bigint, 1 + floor((@customers - 1) * random())::bigint,
    1 + floor(sqrt(random()) * 5)::int, CASE WHEN random() < 0.6 THEN repeat('word ', (random() * 60)::int) || n END,
    timestamptz '2021-01-01' + random() * interval '1500 days'
FROM generate_series(1, @orders / 8) AS n;
INSERT INTO sessions SELECT gen_random_uuid(), CASE WHEN random() < 0.55 THEN 1 + floor((@customers - 1) * power(random(), 2))::bigint END,
    timestamptz '2024-01-01' + n * (interval '400 days' / (@orders / 3)), ('10.' || n % 200 || '.' || n % 7 || '.' || n % 250)::inet,
    'agent ' || floor(power(random(), 3) * 80)::int
FROM generate_series(1, @orders / 3) AS n;
