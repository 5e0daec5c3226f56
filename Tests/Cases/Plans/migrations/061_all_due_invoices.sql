CREATE OR REPLACE VIEW due_invoices AS SELECT id, total FROM invoices WHERE state <> 'paid';
