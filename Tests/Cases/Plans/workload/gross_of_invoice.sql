-- name: gross_of_invoice
-- roles: application
-- parameters: [77]
SELECT gross(total) FROM invoices WHERE id = $1::integer;
