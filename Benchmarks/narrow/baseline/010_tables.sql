CREATE TABLE groups (id integer PRIMARY KEY, size integer NOT NULL);
CREATE TABLE counts (id integer PRIMARY KEY, group_id integer NOT NULL REFERENCES groups, amount bigint NOT NULL);
