CREATE INDEX invoices_state_new_idx ON invoices (state);
DROP INDEX invoices_state_idx;
