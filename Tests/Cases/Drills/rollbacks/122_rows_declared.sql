-- pgrehearse: loses s122.log reason="half of it is noise"
UPDATE s122.log SET line = line WHERE id = 1;
