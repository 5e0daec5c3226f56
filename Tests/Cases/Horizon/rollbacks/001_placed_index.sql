DROP INDEX messages_sent_idx;
DROP INDEX orders_placed_idx;
