-- pgrehearse: loses s121.orders.remark reason="remarks stay in the paper files"
ALTER TABLE s121.orders ADD COLUMN remark text;
