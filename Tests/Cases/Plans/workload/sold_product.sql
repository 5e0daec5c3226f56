-- name: sold_product
-- roles: application
-- parameters: [77]
SELECT sum(price) FROM items_sold() WHERE bundle = $1::integer;
