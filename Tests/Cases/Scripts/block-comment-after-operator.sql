SELECT 2 */* ; */3;
SELECT 1 -/* ; */-1;
