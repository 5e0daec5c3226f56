REVOKE CREATE ON SCHEMA s033 FROM shop_app;
REVOKE shop_app FROM shop_owner;
