SELECT 1 -- why
;
SELECT 2 /* because */;
