-- name: orders_by_status
-- roles: application
-- parameters: rare = ["{rare(orders.status)}"]
-- parameters: common = ["{mcv(orders.status, 1)}"]
SELECT count(*), sum(amount) FROM orders WHERE status = $1::text;
