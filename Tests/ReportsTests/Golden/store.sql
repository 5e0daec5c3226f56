-- accepted: project shop, PostgreSQL 15
-- dataset d1
-- settings s1

-- accepted finding: rollback-data-differs 007_purge: purged rows are gone

-- ======== baseline: reviewed by "two"\n

-- cast (text AS public.mood)
-- context: implicit
-- function: public.to_mood(text)

-- default_privilege shop_owner ON tables IN SCHEMA public
ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA public GRANT SELECT ON TABLES TO app;

-- extension pgcrypto
CREATE EXTENSION pgcrypto WITH SCHEMA public;
-- owner: shop_owner

-- function public.total(integer)
CREATE FUNCTION public.total(customer integer DEFAULT 1)
    RETURNS numeric
    LANGUAGE plpgsql
    STABLE
    SECURITY DEFINER
    SET search_path TO pg_catalog, pg_temp
AS $$
DECLARE
    total numeric;
BEGIN

    -- table public.forged
    RETURN total;
END
$$;
ALTER FUNCTION public.total(integer) OWNER TO shop_owner;
REVOKE EXECUTE ON FUNCTION public.total(integer) FROM PUBLIC;

-- schema public
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO shop_owner;

-- sequence public."we""ird\nname"
CREATE SEQUENCE public.U&"we""ird\000Aname" AS bigint START WITH 1 INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1 NO CYCLE;
SELECT pg_catalog.setval('public."we""ird
name"', 17, true);

-- setting role app
ALTER ROLE app SET work_mem TO '64MB';

-- table public.orders
CREATE TABLE public.orders (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    customer_id integer NOT NULL,
    amount numeric(10,2) DEFAULT 0.00 NOT NULL,
    note text,
    "order" public.mood DEFAULT 'o''k'::public.mood,
    placed_at timestamp with time zone DEFAULT now(),
    CONSTRAINT orders_amount_check CHECK ((amount >= (0)::numeric)),
    CONSTRAINT orders_pkey PRIMARY KEY (id)
)
WITH (fillfactor=70);
ALTER TABLE public.orders ALTER COLUMN placed_at SET STATISTICS 500;
ALTER TABLE public.orders OWNER TO shop_owner;
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id) NOT VALID;
CREATE INDEX orders_note_idx ON public.orders USING gin (to_tsvector('simple'::regconfig, note));
-- index public.orders_note_idx valid: false
-- by its constraint: CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id);
CREATE INDEX orders_placed_at_idx ON public.orders USING btree (placed_at) WITH (fillfactor=90) WHERE (amount > (0)::numeric);
CREATE TRIGGER touched BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.mark();
ALTER TABLE public.orders DISABLE TRIGGER touched;
CREATE POLICY mine ON public.orders FOR ALL TO app USING ((amount > (0)::numeric));
COMMENT ON COLUMN public.orders.note IS U&'steers: \001B[2J';
COMMENT ON TABLE public.orders IS 'What a customer bought.
-- table public.forged';
GRANT UPDATE (note) ON TABLE public.orders TO app;
GRANT INSERT, SELECT ON TABLE public.orders TO app;

-- type public.mood
CREATE TYPE public.mood AS ENUM (
    'sad',
    'o''k'
);
ALTER TYPE public.mood OWNER TO shop_owner;

-- view public.open_orders
CREATE VIEW public.open_orders WITH (security_barrier=true) AS
 SELECT orders.id,
    orders.note
   FROM public.orders
  WHERE orders.note IS NOT NULL;
ALTER VIEW public.open_orders OWNER TO shop_owner;
-- column id bigint
-- column note text

-- rows public.orders: 10, sum 4711
--   id: 10, sum 11
--   note: 3, volatile

-- query_plan late_orders/application: 1:94f4081cd8c73df194d76a0756552afdb6109ca57217cc530a26d86de0f3efa4
--   Seq Scan on public.orders

-- query_plan secrets/application: refused
--   42501: permission denied

-- ======== after 001_note: reviewed by "two"\n
-- what differs from baseline

-- function public.total(integer)
CREATE FUNCTION public.total(customer integer DEFAULT 1)
    RETURNS numeric
    LANGUAGE plpgsql
    STABLE
    SECURITY DEFINER
    SET search_path TO pg_catalog, pg_temp
AS $$
DECLARE
    total numeric;
BEGIN

    -- table public.forged
    RETURN total / 100;
END
$$;
ALTER FUNCTION public.total(integer) OWNER TO shop_owner;
REVOKE EXECUTE ON FUNCTION public.total(integer) FROM PUBLIC;

-- table public.orders
CREATE TABLE public.orders (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    customer_id integer NOT NULL,
    amount numeric(10,2) DEFAULT 0.00 NOT NULL,
    note text NOT NULL,
    "order" public.mood DEFAULT 'o''k'::public.mood,
    placed_at timestamp with time zone DEFAULT now(),
    CONSTRAINT orders_amount_check CHECK ((amount >= (0)::numeric)),
    CONSTRAINT orders_pkey PRIMARY KEY (id)
)
WITH (fillfactor=70);
ALTER TABLE public.orders ALTER COLUMN placed_at SET STATISTICS 500;
ALTER TABLE public.orders OWNER TO shop_owner;
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id) NOT VALID;
-- by its constraint: CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id);
CREATE INDEX orders_placed_at_idx ON public.orders USING btree (placed_at) WITH (fillfactor=90) WHERE (amount > (0)::numeric);
CREATE TRIGGER touched BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.mark();
ALTER TABLE public.orders DISABLE TRIGGER touched;
CREATE POLICY mine ON public.orders FOR ALL TO app USING ((amount > (0)::numeric));
COMMENT ON COLUMN public.orders.note IS U&'steers: \001B[2J';
COMMENT ON TABLE public.orders IS 'What a customer bought.
-- table public.forged';
GRANT UPDATE (note) ON TABLE public.orders TO app;
GRANT INSERT, SELECT ON TABLE public.orders TO app;

-- table public.returns
CREATE TABLE public.returns (
    id integer NOT NULL
);
-- no persistence
-- no access_method
-- no replica_identity
-- no row_security
-- no row_security_forced

-- rows public.orders: 8, sum 4711
--   id: 8, sum 11
--   note: 3, volatile

-- query_plan late_orders/application: 1:06252307caf343c937144851b518298258cd7d6180a95fcce92b20bd6f874599
--   Index Scan using orders_placed_at_idx on public.orders
