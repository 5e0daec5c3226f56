CREATE TABLE shelves (code text PRIMARY KEY, floor integer NOT NULL DEFAULT 0);
INSERT INTO shelves (code) SELECT DISTINCT shelf FROM books;
ALTER TABLE books ADD CONSTRAINT books_shelf FOREIGN KEY (shelf) REFERENCES shelves (code);
