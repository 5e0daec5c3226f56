-- pgrehearse: loses s124.orders.remark reason="left from an earlier form of this step"
DROP INDEX s124.orders_remark;
