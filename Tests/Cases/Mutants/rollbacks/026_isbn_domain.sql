ALTER TABLE books ALTER isbn TYPE text;
DROP DOMAIN isbn_text;
