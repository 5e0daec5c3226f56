DROP VIEW open_loans;
CREATE VIEW open_loans AS SELECT id, book, member, due FROM loans WHERE state <> 'back';
