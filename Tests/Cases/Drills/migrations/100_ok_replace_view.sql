CREATE OR REPLACE VIEW s100.big_orders WITH (security_barrier) AS SELECT id, customer, amount FROM s100.orders WHERE amount > 700;
