INSERT INTO s087.tags SELECT * FROM s087.labels_kept;
DROP TABLE s087.labels_kept, s087.prices_kept;
