SELECT 1 -- a;, 2;
SELECT 3;
