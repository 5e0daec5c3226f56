-- parameters: ["{quantile(sites.height, 0.95)}"]
SELECT s.name, count(*) FROM sites AS s JOIN machines AS m ON m.site_id = s.id WHERE s.height > $1::real GROUP BY s.name;
