GRANT UPDATE ON s026.customers TO shop_app;
