CREATE INDEX orders_remark ON s125.orders (remark);
