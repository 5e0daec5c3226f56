-- parameters: ["{mcv(visits.person_id, 1)}"]
SELECT sum(minutes) FROM visits WHERE person_id = $1::integer;
