ALTER TABLE desk_visits RENAME TO visits;
ALTER INDEX desk_visits_pkey RENAME TO visits_pkey;
