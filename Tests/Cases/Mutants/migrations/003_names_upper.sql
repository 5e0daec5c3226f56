CREATE TABLE names_kept AS SELECT id, name FROM members;
UPDATE members SET name = upper(name);
