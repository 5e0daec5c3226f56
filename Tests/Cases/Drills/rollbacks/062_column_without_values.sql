ALTER TABLE s062.orders ADD COLUMN remark text;
