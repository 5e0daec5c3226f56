CREATE SCHEMA archive;
CREATE TABLE archive.loans (id integer PRIMARY KEY, book integer NOT NULL);
GRANT USAGE ON SCHEMA archive TO library_app;
