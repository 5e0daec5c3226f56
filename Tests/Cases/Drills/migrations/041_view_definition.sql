CREATE OR REPLACE VIEW s041.big_orders WITH (security_barrier) AS SELECT id, customer, amount FROM s041.orders WHERE amount > 900;
