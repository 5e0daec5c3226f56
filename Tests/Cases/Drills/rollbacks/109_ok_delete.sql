INSERT INTO s109.log SELECT * FROM s109.log_kept;
DROP TABLE s109.log_kept;
