-- parameters: ["{quantile(cards.valid_to, 0.1)}"]
SELECT count(*) FROM cards WHERE is_blocked AND valid_to < $1::date;
