UPDATE s071.tags SET lft = rgt, rgt = lft;
