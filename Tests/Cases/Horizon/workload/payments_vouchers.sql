-- name: payments_vouchers
-- roles: application
SELECT count(*) FROM payments WHERE method = 'voucher';
