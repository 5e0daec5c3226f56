-- name: orders_by_amount
-- roles: application
SELECT max(place) FROM (SELECT row_number() OVER (ORDER BY amount, id) AS place FROM orders) AS o;
