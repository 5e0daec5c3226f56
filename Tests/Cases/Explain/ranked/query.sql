WITH busy AS MATERIALIZED (SELECT device_id, count(*) AS alarms FROM alarm GROUP BY device_id)
SELECT b.device_id, rank() OVER (ORDER BY b.alarms DESC) FROM busy AS b WHERE b.alarms > 14
