SELECT r.reason, count(*) FROM returns AS r JOIN orders AS o ON o.id = r.order_id GROUP BY r.reason;
