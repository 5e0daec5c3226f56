REINDEX TABLE invoices;
