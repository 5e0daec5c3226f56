-- parameters: ["{quantile(entries.booked_on, 0.6)}", "{quantile(entries.booked_on, 0.63)}"]
SELECT side, sum(amount) FROM entries WHERE booked_on >= $1::date AND booked_on < $2::date GROUP BY side;
