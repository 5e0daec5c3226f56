DELETE FROM settings WHERE name = 'loan_days';
DELETE FROM settings WHERE name = 'loans_each';
