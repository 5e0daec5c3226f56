CREATE OR REPLACE VIEW written_to AS
    SELECT c.id FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.amount > 0;
