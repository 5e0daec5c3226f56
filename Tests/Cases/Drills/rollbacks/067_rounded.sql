ALTER TABLE s067.orders ALTER amount TYPE numeric(12,4);
