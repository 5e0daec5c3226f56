DROP INDEX items_order_idx;
