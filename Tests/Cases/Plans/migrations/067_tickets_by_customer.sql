ALTER POLICY tickets_of_team ON tickets USING ((SELECT c.region_id FROM customers AS c WHERE c.id = tickets.customer_id) > 0);
