DO $$ BEGIN EXECUTE format('ALTER TABLE s084.customers ALTER born SET DEFAULT %L', clock_timestamp()); END $$;
