CREATE TABLE s119.stamps (id integer, made timestamptz DEFAULT now());
INSERT INTO s119.stamps (id) VALUES (1);
