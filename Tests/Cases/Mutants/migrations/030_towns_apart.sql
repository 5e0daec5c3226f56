CREATE TABLE towns (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
INSERT INTO towns (name) SELECT DISTINCT town FROM members ORDER BY town;
ALTER TABLE members ADD COLUMN town_id integer REFERENCES towns (id);
UPDATE members AS m SET town_id = t.id FROM towns AS t WHERE t.name = m.town;
DROP TRIGGER members_touch ON members;
ALTER TABLE members DROP COLUMN town;
