CREATE DOMAIN isbn_text AS text CONSTRAINT isbn_text_begins CHECK (VALUE LIKE '978-%');
ALTER TABLE books ALTER isbn TYPE isbn_text;
