/// A fault that a step's way back in Tests/Cases/Drills has, and the finding that tells of it.
struct PlantedFault: Sendable {
    var step: String
    /// The finding's code.
    var code: String
    /// Words of the finding's object; nil where it names none.
    var object: String?
    var severity: String

    init(_ step: String, _ code: String, _ object: String?, severity: String = "fail") {
        self.step = step
        self.code = code
        self.object = object
        self.severity = severity
    }

    /// In the order of the steps; the way back of every step that stands nowhere in it is correct.
    static let all = schema + data + scripts + losses

    /// What stays of the schema, or does not come back.
    static let schema: [PlantedFault] = [
        .init("001_enum_value", "rollback-schema-differs", "s001.stage"),
        .init("002_index_dropped", "rollback-schema-differs", "s002.customers_name"),
        .init("003_index_without_predicate", "rollback-schema-differs", "s003.customers_note"),
        .init("004_index_not_unique", "rollback-schema-differs", "s004.customers_city"),
        .init("005_index_order", "rollback-schema-differs", "s005.orders_ordered"),
        .init("006_index_fillfactor", "rollback-schema-differs", "s006.orders_customer_idx"),
        .init("007_index_left", "rollback-schema-differs", "s007.orders_remark"),
        .init("008_unique_as_bare_index", "rollback-schema-differs", "orders_code"),
        .init("009_check_weaker", "rollback-schema-differs", "orders_quantity"),
        .init("010_check_not_valid", "rollback-schema-differs", "orders_quantity"),
        .init("011_foreign_key_missing", "rollback-schema-differs", "orders_customer"),
        .init("012_foreign_key_without_cascade", "rollback-schema-differs", "orders_customer"),
        .init("013_foreign_key_of_another_name", "rollback-schema-differs", "orders_customer"),
        .init("014_foreign_key_not_valid", "rollback-schema-differs", "orders_customer"),
        .init("015_function_body", "rollback-schema-differs", "s015.price("),
        .init("016_function_volatility", "rollback-schema-differs", "s016.price("),
        .init("017_default_lost", "rollback-schema-differs", "s017.customers.city"),
        .init("018_type_wider", "rollback-schema-differs", "s018.customers.city"),
        .init("019_not_null_left", "rollback-schema-differs", "s019.orders.remark"),
        .init("020_not_null_lost", "rollback-schema-differs", "s020.customers.name"),
        .init("021_column_left", "rollback-schema-differs", "s021.tags.weight"),
        .init("022_column_renamed", "rollback-schema-differs", "s022.tags"),
        .init("023_table_renamed", "rollback-schema-differs", "s023.labels"),
        .init("024_table_left", "rollback-schema-differs", "s024.coupon_uses"),
        .init("025_grant_lost", "rollback-schema-differs", "s025.customers"),
        .init("026_grant_left", "rollback-schema-differs", "s026.customers"),
        .init("027_column_grant_lost", "rollback-schema-differs", "s027.orders"),
        .init("028_default_privileges_left", "rollback-schema-differs", "shop"),
        .init("029_storage_options", "rollback-schema-differs", "s029.customers"),
        .init("030_extension_left", "rollback-schema-differs", "citext"),
        .init("031_comment_lost", "rollback-schema-differs", "s031.customers"),
        .init("032_comment_left", "rollback-schema-differs", "s032.orders"),
        .init("033_ownership", "rollback-schema-differs", "s033.log"),
        .init("034_constraint_name", "rollback-schema-differs", "orders_quantity"),
        .init("035_trigger_missing", "rollback-schema-differs", "customers_touch"),
        .init("036_trigger_disabled", "rollback-schema-differs", "customers_touch"),
        .init("037_policy_missing", "rollback-schema-differs", "own_orders"),
        .init("038_policy_wider", "rollback-schema-differs", "own_orders"),
        .init("039_row_security_forced", "rollback-schema-differs", "s039.orders"),
        .init("040_row_security_off", "rollback-schema-differs", "s040.orders"),
        .init("041_view_definition", "rollback-schema-differs", "s041.big_orders"),
        .init("042_view_without_barrier", "rollback-schema-differs", "s042.big_orders"),
        .init("043_materialized_view_empty", "rollback-schema-differs", "s043.per_customer"),
        .init("044_materialized_view_without_index", "rollback-schema-differs", "s044.per_customer_key"),
        .init("045_sequence_moved", "rollback-data-differs", "s045.receipt"),
        .init("046_sequence_definition", "rollback-schema-differs", "s046.receipt"),
        .init("047_identity_lost", "rollback-schema-differs", "s047.orders"),
        .init("048_statistics_missing", "rollback-schema-differs", "s048.orders_related"),
        .init("049_statistics_target", "rollback-schema-differs", "s049.customers.city"),
        .init("050_schema_left", "rollback-schema-differs", "archive"),
        .init("051_domain_check_lost", "rollback-schema-differs", "s051.mail"),
        .init("052_type_left", "rollback-schema-differs", "s052.size"),
        .init("053_role_setting_left", "rollback-schema-differs", "shop_app"),
        .init("054_database_setting_left", "rollback-schema-differs", "database"),
        .init("055_role_left", "rollback-schema-differs", "shop_reader"),
        .init("056_partition_detached", "rollback-schema-differs", "s056.events_2024"),
        .init("057_publication_left", "rollback-schema-differs", "shop_news"),
        .init("058_rule_lost", "rollback-schema-differs", "no_delete"),
        .init("059_generated_as_plain", "rollback-schema-differs", "s059.prices.gross"),
        .init("060_replica_identity", "rollback-schema-differs", "s060.tags"),
        .init("061_function_left", "rollback-schema-differs", "s061.price("),
    ]

    /// Rows and values that do not come back, or others.
    private static let data: [PlantedFault] = [
        .init("062_column_without_values", "rollback-data-differs", "s062.orders"),
        .init("063_rows_deleted", "rollback-data-differs", "s063.log"),
        .init("064_merged_values", "rollback-data-differs", "s064.customers"),
        .init("065_seed_rows_left", "rollback-data-differs", "s065.tags"),
        .init("066_truncated", "rollback-data-differs", "s066.log"),
        .init("067_rounded", "rollback-data-differs", "s067.orders"),
        .init("068_lower_case", "rollback-data-differs", "s068.customers"),
        .init("069_time_of_day", "rollback-data-differs", "s069.customers"),
        .init("070_json_member", "rollback-data-differs", "s070.customers"),
        .init("071_swapped_columns", "rollback-data-differs", "s071.tags"),
        .init("072_nulls_filled", "rollback-data-differs", "s072.customers"),
        .init("073_backup_without_some", "rollback-data-differs", "s073.log"),
        .init("074_cascade", "rollback-data-differs", "s074.orders"),
    ]

    /// Ways back that do not run, do nothing, rely on what is not there, or lead to another second run; and the chain.
    private static let scripts: [PlantedFault] = [
        .init("075_wrong_name", "rollback-refused", nil),
        .init("076_only_a_comment", "rollback-empty", nil),
        .init("077_empty", "rollback-empty", nil),
        .init("078_no_file", "rollback-missing", nil),
        .init("079_if_exists_misspelled", "rollback-schema-differs", "s079.tags_label"),
        .init("080_nothing_changed", "rollback-schema-differs", "s080.tags_label"),
        .init("081_never_committed", "transaction-left-open", nil),
        .init("082_temporary_table", "rollback-refused", nil),
        .init("083_search_path", "rollback-refused", nil),
        .init("084_clock_in_default", "repeat-differs", "s084.customers.born"),
        .init("085_random_in_comment", "repeat-differs", "s085.tags"),
        .init("086_second_run_refused", "rollback-schema-differs", "s086.once"),
        .init("087_positional_restore", "chain-refused", nil),
    ]

    /// What ways back declare to lose, rightly and wrongly, and a statement that meets nothing.
    private static let losses: [PlantedFault] = [
        .init("121_loss_declared", "loss-declared", "s121.orders.remark", severity: "note"),
        .init("122_rows_declared", "loss-declared", "s122.log", severity: "note"),
        .init("123_another_loss_declared", "rollback-data-differs", "s123.orders.remark"),
        .init("123_another_loss_declared", "loss-unmatched", "s123.orders.code", severity: "warn"),
        .init("124_loss_not_made", "loss-unmatched", "s124.orders.remark", severity: "warn"),
        .init("125_loss_misspelled", "loss-unknown", "s125.orders.remarks"),
        .init("126_met_no_row", "rollback-met-no-row", "s126.log", severity: "warn"),
        .init("127_values_declared", "loss-declared", "s127.customers.stage", severity: "note"),
    ]

    /// Steps whose way back fails for nothing: correct ones, and those of which something is only to be said.
    static func passing(among steps: [String]) -> Set<String> {
        Set(steps).subtracting(all.filter { $0.severity == "fail" }.map(\.step))
    }

    private static let opening = """
        <!-- Written by PGREHEARSE_RECORD=1, compared by every other run of the tests. -->
        # Planted faults of ways back

        The steps of Tests/Cases/Drills, in their order, and what a drill has to say of each way back. A correct one has
        to go without a finding that fails; so has one of which there is only something to be warned of or noted.

        | step | finding | severity | object |
        |---|---|---|---|

        """

    /// The page docs/drills-planted.md for steps in their order.
    static func page(of steps: [String]) -> String {
        opening
            + steps.map { step in
                let rows = all.filter { $0.step == step }.map { row in
                    "| \(step) | \(row.code) | \(row.severity) | \(row.object ?? "") |\n"
                }
                return rows.isEmpty ? "| \(step) | none | | |\n" : rows.joined()
            }.joined()
    }
}
