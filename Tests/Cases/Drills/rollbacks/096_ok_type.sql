ALTER TABLE s096.customers ALTER city TYPE varchar(80);
