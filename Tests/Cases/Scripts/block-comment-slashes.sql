SELECT 1 /*/ ; */, 2;
SELECT 2 /**/, 5;
SELECT 3 /***/, 6;
SELECT 4 /* * / ; */, 7;
