CREATE OR REPLACE FUNCTION fee_of(days integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT days * 0.20';
CREATE OR REPLACE FUNCTION is_late(due date) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT due < current_date';
