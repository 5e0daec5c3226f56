-- name: parcels_of_order
-- roles: application
-- parameters: ["{quantile(parcels.order_ref, 0.5)}"]
SELECT * FROM parcels WHERE order_ref = $1::bigint;
