-- parameters: ["{mcv(holders.family, 1)}", "{mcv(holders.given, 1)}"]
SELECT * FROM holders WHERE family = $1::text AND given = $2::text;
