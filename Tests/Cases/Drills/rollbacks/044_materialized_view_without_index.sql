CREATE MATERIALIZED VIEW s044.per_customer AS SELECT customer, count(*) AS orders FROM s044.orders GROUP BY customer;
