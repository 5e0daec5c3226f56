COPY s (a) FROM STDIN;
'; DROP TABLE t; --
$$ /*
\\.
\.
SELECT 2;
