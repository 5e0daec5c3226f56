ALTER TABLE members RENAME COLUMN email TO mail;
ALTER TABLE members RENAME COLUMN member_since TO joined;
