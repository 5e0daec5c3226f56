SET lock_timeout = '2s';
DROP INDEX members_town;
DROP INDEX members_joined;
ALTER TABLE members ALTER town SET STATISTICS -1;
