-- parameters: ["{quantile(visits.day, 0.97)}"]
SELECT v.*, p.name FROM visits AS v LEFT JOIN people AS p ON p.id = v.person_id WHERE v.day > $1::date;
