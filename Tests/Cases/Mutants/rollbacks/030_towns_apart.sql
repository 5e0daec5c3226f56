ALTER TABLE members ADD COLUMN town text;
UPDATE members AS m SET town = t.name FROM towns AS t WHERE t.id = m.town_id;
ALTER TABLE members ALTER town SET NOT NULL;
CREATE TRIGGER members_touch BEFORE UPDATE OF town ON members FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE members DISABLE TRIGGER members_touch;
ALTER TABLE members ALTER town SET STATISTICS 300;
CREATE INDEX members_town ON members (town);
ALTER TABLE members DROP COLUMN town_id;
DROP TABLE towns;
