DROP INDEX s007.orders_amount;
