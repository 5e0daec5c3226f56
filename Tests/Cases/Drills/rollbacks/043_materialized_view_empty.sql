CREATE MATERIALIZED VIEW s043.per_customer AS SELECT customer, count(*) AS orders FROM s043.orders GROUP BY customer WITH NO DATA;
CREATE UNIQUE INDEX per_customer_key ON s043.per_customer (customer);
