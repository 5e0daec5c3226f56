-- name: parcels_sent_on
-- roles: application
-- parameters: ["{quantile(parcels.sent_at, 0.5)}"]
SELECT count(*) FROM parcels WHERE sent_at BETWEEN $1::timestamptz AND $1::timestamptz + '1 day'::interval;
