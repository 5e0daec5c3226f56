CREATE TABLE s024.coupons (id integer PRIMARY KEY);
CREATE TABLE s024.coupon_uses (id integer PRIMARY KEY);
