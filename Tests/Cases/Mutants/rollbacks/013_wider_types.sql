ALTER TABLE books ALTER price TYPE numeric(8,2);
ALTER TABLE books ALTER pages TYPE integer;
