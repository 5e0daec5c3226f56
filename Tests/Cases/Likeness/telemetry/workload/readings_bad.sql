-- parameters: ["{mcv(readings.quality, 2)}"]
SELECT * FROM readings WHERE quality = $1::smallint;
