-- own_orders needs it
ALTER TABLE s040.orders NO FORCE ROW LEVEL SECURITY;
