GRANT DELETE ON s104.tags TO shop_app;
