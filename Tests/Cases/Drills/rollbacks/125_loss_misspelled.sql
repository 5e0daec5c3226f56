-- pgrehearse: loses s125.orders.remarks reason="nobody reads them"
DROP INDEX s125.orders_remark;
