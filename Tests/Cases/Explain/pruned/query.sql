SELECT d.site, count(*) FROM reading AS r JOIN device AS d ON d.id = r.device_id
WHERE r.day >= date '2024-02-20' AND r.kind = 'odd' GROUP BY d.site
