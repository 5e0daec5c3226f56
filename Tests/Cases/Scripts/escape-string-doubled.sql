SELECT E'a''\';' AS x;
SELECT 2;
