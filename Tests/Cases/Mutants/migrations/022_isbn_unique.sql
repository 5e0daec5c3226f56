ALTER TABLE books ADD CONSTRAINT books_isbn UNIQUE (isbn);
DROP INDEX books_isbn_idx;
