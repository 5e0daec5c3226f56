ALTER TABLE s097.customers ALTER city SET DEFAULT 'Berlin';
