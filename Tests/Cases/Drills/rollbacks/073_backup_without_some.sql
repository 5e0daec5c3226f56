INSERT INTO s073.log SELECT * FROM s073.log_kept;
DROP TABLE s073.log_kept;
