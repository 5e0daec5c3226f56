-- name: rate_list
-- roles: application
SELECT id, tax FROM rates;
