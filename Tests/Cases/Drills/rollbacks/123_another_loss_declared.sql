-- pgrehearse: loses s123.orders.code reason="codes are made anew"
ALTER TABLE s123.orders ADD COLUMN remark text;
