REVOKE INSERT ON s025.customers FROM shop_app;
