ALTER TABLE s017.customers ALTER city SET DEFAULT 'Bonn';
