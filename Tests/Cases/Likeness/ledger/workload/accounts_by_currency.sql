SELECT currency, kind, count(*) FROM accounts GROUP BY currency, kind;
