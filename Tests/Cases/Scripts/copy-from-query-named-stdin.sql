COPY (SELECT a FROM stdin) TO stdout;
SELECT 2;
