-- An online shop: skew, a dependency between columns, wide texts, JSON, customers who never order.
CREATE TYPE tier AS ENUM ('basic', 'silver', 'gold', 'platinum');

CREATE TABLE tenants (
    id integer PRIMARY KEY,
    name text NOT NULL,
    plan text NOT NULL,
    region text NOT NULL,
    created_at timestamptz NOT NULL);

CREATE TABLE customers (
    id bigint PRIMARY KEY,
    tenant_id integer NOT NULL REFERENCES tenants,
    email text NOT NULL,
    tier tier NOT NULL,
    country character varying(2) NOT NULL,
    city text NOT NULL,
    vip boolean NOT NULL,
    note text,
    created_at timestamptz NOT NULL,
    UNIQUE (email));
CREATE INDEX customers_tenant ON customers (tenant_id);
CREATE INDEX customers_place ON customers (country, city);
CREATE INDEX customers_vip ON customers (created_at) WHERE vip;
CREATE STATISTICS customers_country_city (dependencies, ndistinct, mcv) ON country, city FROM customers;

CREATE TABLE products (
    id bigint PRIMARY KEY,
    sku character varying(20) NOT NULL UNIQUE,
    category text NOT NULL,
    price numeric(10,2) NOT NULL,
    weight double precision,
    tags text[] NOT NULL,
    attributes jsonb NOT NULL,
    description text NOT NULL);
CREATE INDEX products_category ON products (category, price);

CREATE TABLE coupons (
    id integer PRIMARY KEY,
    code text NOT NULL UNIQUE,
    percent smallint NOT NULL,
    ends_on date);

CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    coupon_id integer REFERENCES coupons,
    status text NOT NULL,
    channel text NOT NULL,
    placed_at timestamptz NOT NULL,
    shipped_at timestamptz,
    total numeric(12,2) NOT NULL,
    note text);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_status_placed ON orders (status, placed_at);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_coupon ON orders (coupon_id);

CREATE TABLE order_items (
    order_id bigint NOT NULL REFERENCES orders,
    line integer NOT NULL,
    product_id bigint NOT NULL REFERENCES products,
    quantity smallint NOT NULL,
    price numeric(10,2) NOT NULL,
    PRIMARY KEY (order_id, line));
CREATE INDEX order_items_product ON order_items (product_id);

CREATE TABLE payments (
    id bigint PRIMARY KEY,
    order_id bigint NOT NULL UNIQUE REFERENCES orders,
    method text NOT NULL,
    amount numeric(12,2) NOT NULL,
    paid_at timestamptz NOT NULL,
    reference uuid NOT NULL);
CREATE INDEX payments_paid ON payments (paid_at);

CREATE TABLE returns (
    id bigint PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders,
    reason text NOT NULL,
    opened_at timestamptz NOT NULL,
    refunded numeric(12,2));
CREATE INDEX returns_order ON returns (order_id);

CREATE TABLE reviews (
    id bigint PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES products,
    customer_id bigint NOT NULL REFERENCES customers,
    stars smallint NOT NULL,
    body text,
    created_at timestamptz NOT NULL);
CREATE INDEX reviews_product ON reviews (product_id, stars);
CREATE INDEX reviews_customer ON reviews (customer_id);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    customer_id bigint REFERENCES customers,
    started_at timestamptz NOT NULL,
    address inet NOT NULL,
    agent text NOT NULL);
CREATE INDEX sessions_customer ON sessions (customer_id);
CREATE INDEX sessions_started ON sessions (started_at DESC);
