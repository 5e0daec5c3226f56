SELECT 1 AS "it's";
SELECT 2 AS "$$";
SELECT 3 AS "--";
SELECT 4 AS "/*";
