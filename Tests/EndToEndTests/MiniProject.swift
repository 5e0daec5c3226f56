import TestGround

extension ScratchFolder {
    /// Writes a small project of two tables, one step and one query, and returns its folder's name.
    @discardableResult
    func miniProject(settings: String = "", step: String = MiniProject.step, wayBack: String = MiniProject.wayBack)
        throws -> String
    {
        try write(MiniProject.rehearsal + settings, to: "mini/rehearsal.yaml")
        try write(MiniProject.shape, to: "mini/shape.yaml")
        try write(MiniProject.baseline, to: "mini/baseline/010_tables.sql")
        try write(step, to: "mini/migrations/001_status.sql")
        try write(wayBack, to: "mini/rollbacks/001_status.sql")
        try write(MiniProject.query, to: "mini/workload/customer_orders.sql")
        return "mini"
    }
}

/// The texts of a small project.
enum MiniProject {
    static let rehearsal = """
        project: mini
        server: { version: 15 }
        roles: { owner: { name: mini_owner, attributes: [createrole] }, application: mini_app }
        clock: 2025-03-15T09:00:00Z
        dataset: { shape: shape.yaml, seed: 7, scale: 1.0 }
        migrations:
          format: plain
          directory: migrations
          rollbacks: rollbacks
        store: snapshots/mini.sqlite

        """

    static let shape = """
        shape: 1
        tables:
          customers:
            rows: { fixed: 500 }
            columns:
              id: serial
              name: { text: "Customer {row}" }
              status: { one_of: { active: 80%, closed: 20% } }
          orders:
            rows: { per: customers, mean: 10, spread: { zipf: 1.0 } }
            columns:
              id: serial
              customer_id: { parent: customers }
              amount: { number: { between: [1, 1000] } }
        """

    static let baseline = """
        CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, status text NOT NULL);
        CREATE TABLE orders (
            id integer PRIMARY KEY,
            customer_id integer NOT NULL REFERENCES customers,
            amount numeric(10,2) NOT NULL,
            placed_at timestamptz
        );
        CREATE INDEX orders_customer_id_idx ON orders (customer_id);
        COMMENT ON CONSTRAINT orders_customer_id_fkey ON orders IS 'kept through loading';
        GRANT SELECT ON customers, orders TO mini_app;
        """

    static let step = """
        CREATE INDEX CONCURRENTLY customers_status_idx ON customers (status);
        UPDATE orders SET placed_at = now() WHERE id < 50;
        """

    static let wayBack = """
        UPDATE orders SET placed_at = NULL WHERE id < 50;
        DROP INDEX CONCURRENTLY customers_status_idx;
        """

    static let query = """
        -- name: customer_orders
        -- roles: application
        -- parameters: [17]
        SELECT count(*) FROM orders WHERE customer_id = $1::integer;
        """
}
