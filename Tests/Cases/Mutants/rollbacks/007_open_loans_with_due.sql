DROP VIEW open_loans;
CREATE VIEW open_loans AS SELECT id, book, member FROM loans WHERE state = 'open';
COMMENT ON VIEW open_loans IS 'not back yet';
GRANT SELECT ON open_loans TO library_app;
