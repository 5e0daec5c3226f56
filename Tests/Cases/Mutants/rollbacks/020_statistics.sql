DROP STATISTICS loans_related;
ALTER TABLE loans ALTER book RESET (n_distinct);
