-- parameters: ["{quantile(visits.day, 0.5)}"]
SELECT * FROM visits WHERE day = $1::date;
