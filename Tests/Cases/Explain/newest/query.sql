SELECT a.id FROM alarm AS a WHERE a.device_id = (SELECT max(d.id) FROM device AS d WHERE d.site = 3) AND a.level > 2
