SELECT d.id FROM device AS d WHERE d.id NOT IN (SELECT a.device_id FROM alarm AS a WHERE a.level = 4)
