DROP TABLE s024.coupons;
