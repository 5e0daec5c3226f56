-- name: invoices_void
-- roles: application
-- parameters: [100]
DELETE FROM invoices WHERE id < $1::integer;
