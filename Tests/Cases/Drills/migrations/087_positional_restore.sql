CREATE TABLE s087.prices_kept AS SELECT id, net FROM s087.prices;
CREATE TABLE s087.labels_kept AS SELECT * FROM s087.tags;
DELETE FROM s087.tags;
