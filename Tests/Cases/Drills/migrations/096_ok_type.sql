ALTER TABLE s096.customers ALTER city TYPE text;
