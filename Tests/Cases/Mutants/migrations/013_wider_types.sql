ALTER TABLE books ALTER price TYPE numeric(10,2);
ALTER TABLE books ALTER pages TYPE bigint;
