ALTER TABLE books DROP CONSTRAINT books_shelf;
DROP TABLE shelves;
