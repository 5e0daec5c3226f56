CREATE STATISTICS loans_related ON book, member FROM loans;
ALTER TABLE loans ALTER book SET (n_distinct = 100);
