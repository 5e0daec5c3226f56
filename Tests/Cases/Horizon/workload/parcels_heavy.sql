-- name: parcels_heavy
-- roles: application
-- parameters: ["{quantile(parcels.weight, 0.99)}"]
SELECT id FROM parcels WHERE weight > $1::integer;
