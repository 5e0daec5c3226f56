DROP ROLE shop_writer;
