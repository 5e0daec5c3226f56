ALTER FUNCTION stamped(integer) COST 5000;
