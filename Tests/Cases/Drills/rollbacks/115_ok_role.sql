REVOKE SELECT ON s115.log FROM shop_auditor;
DROP ROLE shop_auditor;
