COPY t FROM stdin; -- rows
7
\.
SELECT 2;
