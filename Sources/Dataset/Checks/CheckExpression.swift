/// A condition as PostgreSQL deparses it, as far as conditions on columns go.
indirect enum CheckExpression: Hashable, Sendable {
    case column(String)
    /// What a domain's condition is about.
    case value
    case text(String)
    case number(String)
    case truth(Bool)
    /// A function's name in lower case and its arguments; `now` and `current_date` have none.
    case call(String, [CheckExpression])
    case cast(CheckExpression, type: String)
    case array([CheckExpression])
    case operation(String, CheckExpression, CheckExpression)
    /// An operator with `ANY` or `ALL` of an array.
    case anyOf(String, CheckExpression, CheckExpression)
    case allOf(String, CheckExpression, CheckExpression)
    case every([CheckExpression])
    case either([CheckExpression])
    case not(CheckExpression)
    case isNull(CheckExpression)
    case isTruth(CheckExpression, Bool)
}
