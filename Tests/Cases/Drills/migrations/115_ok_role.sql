CREATE ROLE shop_auditor;
GRANT SELECT ON s115.log TO shop_auditor;
