-- parameters: ["{absent(coupons.code)}"]
SELECT o.* FROM orders AS o JOIN coupons AS c ON c.id = o.coupon_id WHERE c.code = $1::text;
