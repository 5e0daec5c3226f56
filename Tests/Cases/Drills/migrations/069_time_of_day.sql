ALTER TABLE s069.customers ALTER born TYPE date;
