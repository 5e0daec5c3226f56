GRANT SELECT ON s027.orders TO shop_app;
