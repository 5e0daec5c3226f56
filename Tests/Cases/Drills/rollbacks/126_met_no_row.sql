INSERT INTO s126.log SELECT * FROM s126.log_kept;
DROP TABLE s126.log_kept;
