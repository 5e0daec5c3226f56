DO $outer$ BEGIN EXECUTE $inner$SELECT ';'$inner$; END $outer$;
SELECT 2;
