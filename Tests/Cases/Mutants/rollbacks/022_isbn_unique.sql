ALTER TABLE books DROP CONSTRAINT books_isbn;
CREATE INDEX books_isbn_idx ON books (isbn);
