CREATE INDEX orders_remark ON s124.orders (remark);
