SELECT channel, count(*), sum(total) FROM orders GROUP BY channel;
