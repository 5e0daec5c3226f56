CREATE INDEX members_town ON members (town);
CREATE INDEX members_joined ON members (joined);
ALTER TABLE members ALTER town SET STATISTICS 300;
