ALTER ROLE plans_app SET enable_partition_pruning = off;
