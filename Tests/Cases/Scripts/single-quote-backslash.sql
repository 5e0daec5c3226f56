SELECT 'a\';
SELECT 'b';
