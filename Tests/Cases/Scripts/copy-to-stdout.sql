COPY (SELECT 1 AS stdin) TO stdout;
SELECT 2;
