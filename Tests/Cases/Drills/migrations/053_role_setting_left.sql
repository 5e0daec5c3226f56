ALTER ROLE shop_app SET work_mem = '64MB';
