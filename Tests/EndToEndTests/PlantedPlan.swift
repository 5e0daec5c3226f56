/// A change of a query's plan that a step of Tests/Cases/Plans brings about, and what the tool has to say of it.
struct PlantedPlan: Sendable {
    /// What the finding is.
    enum Finding: String, Sendable {
        case regressed = "plan-regressed"
        case suspect = "plan-suspect"
        case differs = "result-differs"
        case missing = "statistics-missing"
        case changed = "plan-changed"

        var severity: String {
            switch self {
            case .regressed, .differs: "fail"
            case .suspect, .missing: "warn"
            case .changed: "note"
            }
        }
    }

    var step: String
    var query: String
    var finding: Finding
    /// One of the classes that the finding names.
    var kind: String
    /// Words of the cause.
    var cause: String

    init(_ step: String, _ query: String, _ finding: Finding, _ kind: String, _ cause: String) {
        self.step = step
        self.query = query
        self.finding = finding
        self.kind = kind
        self.cause = cause
    }

    /// In the order of the steps; every step that stands nowhere in it is harmless.
    static let all: [PlantedPlan] = [
        .init(
            "002_drop_code_index", "order_by_code", .regressed, "lost_index",
            "index public.orders_code_idx is missing"),
        .init(
            "004_lower_batch_index", "orders_of_batch", .regressed, "lost_index",
            "definition is btree (lower(batch)), was btree (batch)"),
        .init("005_partial_ref_index", "order_by_ref", .regressed, "lost_index", "was btree (ref)"),
        .init(
            "007_hash_lot_index", "orders_of_lots", .regressed, "lost_index",
            "index public.orders_lot_idx is missing"),
        .init(
            "008_brin_slot_index", "orders_of_slots", .regressed, "scan_downgrade",
            "definition is brin (slot), was btree (slot)"),
        .init(
            "010_narrow_shelf_index", "open_on_shelf", .regressed, "lost_index",
            "index public.orders_open_shelf_idx definition"),
        .init(
            "011_tag_of_fixed_length", "order_by_tag", .regressed, "cond_demoted",
            "column public.orders.tag type is character(12), was text"),
        .init(
            "013_serial_as_bigint", "order_by_serial", .regressed, "cond_demoted",
            "column public.orders.serial_no type is bigint"),
        .init("013_serial_as_bigint", "spent_by_region", .missing, "scan_downgrade", "no VACUUM (ANALYZE)"),
        .init("014_label_collation", "labels_like", .regressed, "cond_demoted", "column public.orders.label collation"),
        .init("014_label_collation", "labels_first", .differs, "wrong_result", "column public.orders.label collation"),
        .init(
            "016_drop_warehouse_placed", "warehouse_day", .regressed, "index_switch",
            "index public.orders_warehouse_placed_idx is missing"),
        .init("017_due_index_turned", "due_next", .regressed, "new_sort", "definition is btree (warehouse, due_on)"),
        .init(
            "018_drop_placed_index", "latest_orders", .regressed, "new_sort",
            "index public.orders_placed_idx is missing"),
        .init(
            "020_customer_index_alone", "customer_spent", .regressed, "scan_downgrade",
            "index public.orders_customer_idx is missing"),
        .init(
            "021_mail_in_small_letters", "contact_by_mail", .regressed, "cond_demoted",
            "view public.contacts definition"),
        .init(
            "023_happenings_in_seconds", "happenings_of_month", .regressed, "lost_pruning",
            "view public.happenings definition"),
        .init(
            "024_month_of_volatile", "events_by_word", .regressed, "lost_pruning",
            "volatility is volatile, was immutable"),
        .init("026_no_pruning", "events_of_month", .regressed, "lost_pruning", "setting role plans_app is new"),
        .init("029_no_hash_joins", "spent_by_region", .regressed, "join_method", "setting role plans_app is new"),
        .init("031_dear_pages", "customer_spent", .regressed, "scan_downgrade", "setting role plans_app is new"),
        .init("033_joins_as_written", "bundles_of_city", .suspect, "join_order", "setting role plans_app is new"),
        .init(
            "035_written_to_all", "written_to_count", .regressed, "join_semantics",
            "view public.written_to definition"),
        .init("037_little_memory", "spent_by_region", .regressed, "new_spill", "setting role plans_app is new"),
        .init("039_database_memory", "spent_by_region", .regressed, "new_spill", "setting database current is new"),
        .init(
            "041_drop_items_order_index", "items_of_customer", .regressed, "lost_index",
            "index public.items_order_idx is missing"),
        .init(
            "043_drop_customer_statistics", "customers_of_place", .suspect, "estimate_error",
            "statistics public.customers_place is missing"),
        .init("044_few_statistics", "orders_by_status", .suspect, "estimate_error", "statistics target is 1"),
        .init("046_claimed_distinct", "order_by_code", .suspect, "estimate_error", "column public.orders.code options"),
        .init(
            "047_drop_order_statistics", "orders_of_place", .regressed, "estimate_collapse",
            "statistics public.orders_place is missing"),
        .init(
            "049_all_notes_touched", "notes_scan", .suspect, "buffer_growth",
            "rows of public.notes are written anew"),
        .init("051_roomy_items", "items_sum", .regressed, "buffer_growth", "options is fillfactor=20"),
        .init("053_visits_again", "visits_by_page", .suspect, "row_growth", "public.visits gained 36000 rows"),
        .init("055_notes_indexed", "notes_urgent", .regressed, "wal_growth", "index public.notes_body_idx is new"),
        .init(
            "056_notes_logged", "notes_urgent", .suspect, "trigger_calls",
            "trigger notes_noted ON public.notes is new"),
        .init(
            "058_notes_refer", "note_added", .suspect, "trigger_calls",
            "constraint notes_customer_fk ON public.notes is new"),
        .init("060_items_touched", "bundles_of_city", .missing, "heap_fetches", "no VACUUM"),
        .init("061_all_due_invoices", "due_sum", .regressed, "wrong_result", "view public.due_invoices definition"),
        .init("062_higher_tax", "gross_of_invoice", .suspect, "wrong_result", "function public.gross(numeric) body"),
        .init(
            "064_depot_index_by_amount", "some_phone_orders", .differs, "wrong_result",
            "definition is btree (depot, channel, amount)"),
        .init(
            "065_tickets_of_all_teams", "ticket_count", .suspect, "wrong_result",
            "policy tickets_of_team ON public.tickets using is true"),
        .init(
            "067_tickets_by_customer", "ticket_count", .regressed, "buffer_growth",
            "policy tickets_of_team ON public.tickets using"),
        .init(
            "069_weighed_volatile", "serial_by_code", .regressed, "cond_demoted",
            "volatility is volatile, was stable"),
        .init(
            "070_items_sold_definer", "sold_product", .regressed, "buffer_growth",
            "function public.items_sold() security definer is true"),
        .init(
            "072_phone_index_plain", "customer_by_phone", .regressed, "lost_index",
            "was btree (phone text_pattern_ops)"),
        .init(
            "074_drop_name_index", "customer_by_name", .regressed, "lost_index",
            "index public.customers_lower_name_idx is missing"),
        .init(
            "075_index_without_product", "items_of_product", .regressed, "lost_index",
            "was btree (product, quantity)"),
        .init("076_other_rates", "rate_list", .differs, "wrong_result", "setting role plans_app is new"),
        .init("077_own_rates", "rate_list", .differs, "wrong_result", "setting role plans_app is missing"),
        .init(
            "080_gauge_looks_up", "orders_of_gauge", .suspect, "planning_growth",
            "function public.gauge(integer) body"),
        .init(
            "081_score_unsafe", "score_of_lots", .changed, "parallel_lost",
            "function public.scored(integer) parallel"),
        .init(
            "082_score_safe", "score_of_lots", .changed, "parallel_gained",
            "function public.scored(integer) parallel"),
        .init(
            "083_dear_stamps", "stamped_visits", .changed, "jit_crossed", "function public.stamped(integer) cost"),
        .init(
            "084_channel_indexed", "orders_of_channel", .changed, "generic_flip",
            "index public.orders_channel_idx is new"),
        .init(
            "085_dear_halves", "halves_by_nothing", .suspect, "cost_growth", "function public.halved(integer) cost"),
        .init(
            "086_spelled_slowly", "region_spelled", .regressed, "timeout", "function public.spelled(integer) body"),
    ]

    static let opening = """
        <!-- Written by PGREHEARSE_RECORD=1, compared by every other run of the tests. -->
        # Planted changes of query plans

        The steps of Tests/Cases/Plans, in their order, and what a run has to say of each. A harmless step, and one that
        only mends what a step before it did, has to go without a finding about plans that warns or fails.

        | step | query | finding | severity | class | cause |
        |---|---|---|---|---|---|

        """

    /// The page docs/plans-planted.md for steps in their order.
    static func page(of steps: [String]) -> String {
        opening
            + steps.map { step in
                let rows = all.filter { $0.step == step }.map { row in
                    "| \(step) | \(row.query) | \(row.finding.rawValue) | \(row.finding.severity) | \(row.kind) "
                        + "| \(row.cause) |\n"
                }
                return rows.isEmpty ? "| \(step) | | none | | | |\n" : rows.joined()
            }.joined()
    }
}
