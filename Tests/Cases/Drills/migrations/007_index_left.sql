CREATE INDEX orders_amount ON s007.orders (amount);
CREATE INDEX orders_remark ON s007.orders (remark);
