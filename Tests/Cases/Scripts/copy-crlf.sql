COPY s FROM stdin;
a
b
\.
SELECT 2;
