ALTER TABLE s018.customers ALTER city TYPE varchar(120);
