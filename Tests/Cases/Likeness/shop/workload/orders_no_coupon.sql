SELECT count(*) FROM orders WHERE coupon_id IS NULL;
