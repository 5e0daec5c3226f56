-- name: parcels_with_order
-- roles: application
SELECT p.id, o.status FROM parcels AS p JOIN orders AS o ON o.id = p.order_ref WHERE p.carrier = 'swift' AND o.status = 'failed';
