CREATE SCHEMA s118_ok;
CREATE TABLE s118_ok.t (id integer);
