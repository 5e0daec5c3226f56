CREATE FUNCTION no_future_loan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.lent > now() THEN RAISE EXCEPTION 'not yet'; END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER loans_no_future BEFORE INSERT ON loans FOR EACH ROW EXECUTE FUNCTION no_future_loan();
