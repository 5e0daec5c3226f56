DROP INDEX s006.orders_customer_idx;
