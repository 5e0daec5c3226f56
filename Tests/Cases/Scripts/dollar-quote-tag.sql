SELECT $x$a;$$;$y$;$x$;
SELECT 2;
