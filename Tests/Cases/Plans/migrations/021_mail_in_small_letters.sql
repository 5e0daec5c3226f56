CREATE OR REPLACE VIEW contacts AS SELECT id, lower(email) AS mail FROM customers;
