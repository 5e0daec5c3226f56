SELECT e'a\\';
SELECT e'\'';
SELECT 3;
