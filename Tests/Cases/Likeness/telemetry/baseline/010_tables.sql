-- Machines that report: series in time order, random identifiers, falling and mixed correlations, wide rows.
CREATE TYPE machine_state AS ENUM ('new', 'running', 'idle', 'broken', 'retired');

CREATE TABLE sites (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    country text NOT NULL,
    zone text NOT NULL,
    height real);

CREATE TABLE machines (
    id uuid PRIMARY KEY,
    site_id uuid NOT NULL REFERENCES sites,
    model text NOT NULL,
    vendor text NOT NULL,
    serial character varying(24) NOT NULL UNIQUE,
    state machine_state NOT NULL,
    address inet,
    installed_at timestamptz NOT NULL,
    config jsonb NOT NULL);
CREATE INDEX machines_site ON machines (site_id);
CREATE INDEX machines_state ON machines (state) WHERE state <> 'running';
CREATE INDEX machines_model ON machines (vendor, model);
CREATE STATISTICS machines_vendor_model (dependencies, ndistinct, mcv) ON vendor, model FROM machines;

CREATE TABLE sensors (
    id integer PRIMARY KEY,
    machine_id uuid NOT NULL REFERENCES machines,
    kind text NOT NULL,
    unit text NOT NULL,
    calibrated_on date);
CREATE INDEX sensors_machine ON sensors (machine_id);
CREATE STATISTICS sensors_kind_unit (dependencies, mcv) ON kind, unit FROM sensors;

CREATE TABLE readings (
    sensor_id integer NOT NULL REFERENCES sensors,
    measured_at timestamptz NOT NULL,
    value double precision,
    quality smallint NOT NULL,
    raw bytea);
CREATE INDEX readings_sensor ON readings (sensor_id, measured_at DESC);
CREATE INDEX readings_time ON readings (measured_at);

CREATE TABLE events (
    id bigint PRIMARY KEY,
    machine_id uuid NOT NULL REFERENCES machines,
    severity smallint NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    message text NOT NULL,
    extra jsonb);
CREATE INDEX events_machine ON events (machine_id, opened_at);
CREATE INDEX events_open ON events (opened_at) WHERE closed_at IS NULL;
CREATE INDEX events_severity ON events (severity);

CREATE TABLE people (
    id integer PRIMARY KEY,
    name text NOT NULL,
    shift text NOT NULL);

CREATE TABLE visits (
    id bigint PRIMARY KEY,
    machine_id uuid NOT NULL REFERENCES machines,
    person_id integer REFERENCES people,
    began time NOT NULL,
    day date NOT NULL,
    minutes integer);
CREATE INDEX visits_machine ON visits (machine_id);
CREATE INDEX visits_day ON visits (day DESC);
CREATE INDEX visits_person ON visits (person_id);

CREATE TABLE parts (
    id integer PRIMARY KEY,
    code text NOT NULL UNIQUE,
    price numeric(9,2) NOT NULL,
    replaces_id integer REFERENCES parts,
    tags text[] NOT NULL);

CREATE TABLE visit_parts (
    visit_id bigint NOT NULL REFERENCES visits,
    part_id integer NOT NULL REFERENCES parts,
    pieces smallint NOT NULL,
    PRIMARY KEY (visit_id, part_id));
CREATE INDEX visit_parts_part ON visit_parts (part_id);

CREATE TABLE documents (
    id bigint PRIMARY KEY,
    machine_id uuid REFERENCES machines,
    title text NOT NULL,
    body text NOT NULL);
CREATE INDEX documents_machine ON documents (machine_id);
