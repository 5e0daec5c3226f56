-- name: due_sum
-- roles: application
SELECT count(*), sum(total) FROM due_invoices;
