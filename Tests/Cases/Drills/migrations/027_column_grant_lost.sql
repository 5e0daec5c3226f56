REVOKE SELECT (id, amount) ON s027.orders FROM shop_app;
REVOKE SELECT ON s027.orders FROM shop_app;
