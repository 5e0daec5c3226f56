UPDATE members AS m SET name = k.name FROM names_kept AS k WHERE k.id = m.id;
DROP TABLE names_kept;
