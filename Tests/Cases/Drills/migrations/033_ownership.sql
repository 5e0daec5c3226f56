GRANT shop_app TO shop_owner;
GRANT CREATE ON SCHEMA s033 TO shop_app;
ALTER TABLE s033.log OWNER TO shop_app;
