CREATE OR REPLACE VIEW happenings AS SELECT id, kind, date_trunc('second', at) AS at FROM events;
