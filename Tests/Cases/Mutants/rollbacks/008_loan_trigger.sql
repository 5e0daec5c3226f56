DROP TRIGGER loans_no_future ON loans;
DROP FUNCTION no_future_loan();
