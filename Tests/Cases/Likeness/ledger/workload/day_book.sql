-- parameters: ["{quantile(entries.booked_on, 0.97)}"]
SELECT * FROM entries WHERE booked_on = $1::date;
