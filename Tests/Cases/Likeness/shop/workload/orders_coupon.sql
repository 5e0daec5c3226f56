-- parameters: ["{mcv(orders.coupon_id, 1)}"]
SELECT * FROM orders WHERE coupon_id = $1::integer;
