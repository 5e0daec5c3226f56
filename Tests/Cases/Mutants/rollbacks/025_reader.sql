REVOKE SELECT ON books FROM library_reader;
DROP ROLE library_reader;
