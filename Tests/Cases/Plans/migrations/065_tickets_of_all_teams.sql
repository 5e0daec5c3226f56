ALTER POLICY tickets_of_team ON tickets USING (true);
