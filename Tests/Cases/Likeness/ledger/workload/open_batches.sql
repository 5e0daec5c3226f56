SELECT * FROM batches WHERE finished_at IS NULL;
