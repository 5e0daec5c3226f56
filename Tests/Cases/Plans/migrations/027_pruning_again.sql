ALTER ROLE plans_app RESET enable_partition_pruning;
