SELECT a.id FROM alarm AS a WHERE a.device_id = $1 AND a.raised > $2
