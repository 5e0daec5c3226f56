SELECT m.site_id, count(*) FROM events AS e JOIN machines AS m ON m.id = e.machine_id GROUP BY m.site_id;
