CREATE TABLE returns (id integer PRIMARY KEY, order_id integer);
GRANT SELECT ON returns TO plans_app;
