-- name: items_sum
-- roles: application
SELECT sum(price) FROM items;
