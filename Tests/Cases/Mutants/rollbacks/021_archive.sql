DROP TABLE archive.loans;
DROP SCHEMA archive;
