ALTER FUNCTION weighed(integer) VOLATILE;
