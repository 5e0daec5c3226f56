INSERT INTO s082.log SELECT id, line FROM kept;
