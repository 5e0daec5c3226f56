DROP INDEX orders_gift_idx;
