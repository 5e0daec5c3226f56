CREATE VIEW s042.big_orders AS SELECT id, customer, amount FROM s042.orders WHERE amount > 500;
