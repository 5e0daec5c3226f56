-- parameters: ["{mcv(people.shift, 1)}"]
SELECT count(*) FROM visits AS v JOIN people AS p ON p.id = v.person_id WHERE p.shift = $1::text;
