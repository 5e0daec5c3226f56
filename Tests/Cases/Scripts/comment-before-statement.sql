-- first;

  /* then */ -- more
  SELECT 1;
--x
SELECT 2;
