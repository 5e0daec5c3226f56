ALTER TABLE loans ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_loans ON loans FOR SELECT TO library_app USING (member < 50);
CREATE POLICY write_loans ON loans FOR INSERT TO library_app WITH CHECK (member < 50);
