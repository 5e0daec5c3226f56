-- name: items_of_product
-- roles: application
-- parameters: [77]
SELECT count(*) FROM items WHERE product = $1::integer;
