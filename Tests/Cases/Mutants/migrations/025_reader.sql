CREATE ROLE library_reader;
GRANT SELECT ON books TO library_reader;
