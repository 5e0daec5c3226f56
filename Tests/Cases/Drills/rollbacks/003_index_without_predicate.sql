CREATE INDEX customers_note ON s003.customers (lower(note));
