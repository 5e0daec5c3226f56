UPDATE alarm SET level = level + 1 WHERE device_id IN (7, 8, 9)
