ALTER TABLE visits RENAME TO desk_visits;
ALTER INDEX visits_pkey RENAME TO desk_visits_pkey;
