DROP INDEX s003.customers_note;
