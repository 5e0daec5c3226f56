UPDATE s071.tags SET rgt = lft, lft = lft;
