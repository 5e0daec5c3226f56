ALTER FUNCTION halved(integer) COST 250;
