SELECT 1 /* ; ' " $$ -- */, 2;
SELECT 2;
