UPDATE s063.log SET line = line WHERE id = 1;
