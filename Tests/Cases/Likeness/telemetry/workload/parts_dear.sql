-- parameters: ["{quantile(parts.price, 0.99)}"]
SELECT * FROM parts WHERE price > $1::numeric;
