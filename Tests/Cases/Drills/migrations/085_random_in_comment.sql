DO $$ BEGIN EXECUTE format('COMMENT ON TABLE s085.tags IS %L', gen_random_uuid()); END $$;
