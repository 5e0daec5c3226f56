ALTER TABLE s018.customers ALTER city TYPE text;
