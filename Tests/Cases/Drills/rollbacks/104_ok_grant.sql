REVOKE DELETE ON s104.tags FROM shop_app;
