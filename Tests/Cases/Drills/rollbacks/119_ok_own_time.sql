DROP TABLE s119.stamps;
