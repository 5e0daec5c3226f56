INSERT INTO settings (name, value) VALUES ('loan_days', '21');
INSERT INTO settings (name, value) VALUES ('loans_each', '8');
