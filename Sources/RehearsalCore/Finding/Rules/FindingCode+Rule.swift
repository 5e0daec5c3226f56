extension FindingCode {
    /// The code's words and weight.
    public var rule: any FindingRule.Type {
        switch self {
        case .migrationRefused: MigrationRefused.self
        case .rollbackRefused: RollbackRefused.self
        case .rollbackMissing: RollbackMissing.self
        case .rollbackEmpty: RollbackEmpty.self
        case .rollbackChangedNothing: RollbackChangedNothing.self
        case .rollbackMissed: RollbackMissed.self
        case .rollbackMetNoRow: RollbackMetNoRow.self
        case .rollbackIrreversible: RollbackIrreversible.self
        case .rollbackSchemaDiffers: RollbackSchemaDiffers.self
        case .rollbackDataDiffers: RollbackDataDiffers.self
        case .rollbackPlanDiffers: RollbackPlanDiffers.self
        case .lossDeclared: LossDeclared.self
        case .lossUnmatched: LossUnmatched.self
        case .lossUnknown: LossUnknown.self
        case .repeatDiffers: RepeatDiffers.self
        case .chainRefused: ChainRefused.self
        case .chainDiffers: ChainDiffers.self
        case .indexInvalid: IndexInvalid.self
        case .schemaUnexpected: SchemaUnexpected.self
        case .dataUnexpected: DataUnexpected.self
        case .planUnexpected: PlanUnexpected.self
        case .expectationMissing: ExpectationMissing.self
        case .expectationNotComparable: ExpectationNotComparable.self
        case .planRegressed: PlanRegressed.self
        case .planSuspect: PlanSuspect.self
        case .planChanged: PlanChanged.self
        case .planUnstable: PlanUnstable.self
        case .resultDiffers: ResultDiffers.self
        case .statisticsMissing: StatisticsMissing.self
        case .queryNotRun: QueryNotRun.self
        case .queryRefused: QueryRefused.self
        case .checkFailed: CheckFailed.self
        case .checkRefused: CheckRefused.self
        case .checkNotRun: CheckNotRun.self
        case .canaryRefused: CanaryRefused.self
        case .canaryLost: CanaryLost.self
        case .canaryNotMade: CanaryNotMade.self
        case .constraintBrokenBefore: ConstraintBrokenBefore.self
        case .constraintNotValidated: ConstraintNotValidated.self
        case .constraintNotPrevalidated: ConstraintNotPrevalidated.self
        case .readIncomplete: ReadIncomplete.self
        case .catalogIncomplete: CatalogIncomplete.self
        case .loadChangedSchema: LoadChangedSchema.self
        case .transactionLeftOpen: TransactionLeftOpen.self
        case .serverLost: ServerLost.self
        case .diskFull: DiskFull.self
        case .statementTimeout: StatementTimeout.self
        case .stepNotRun: StepNotRun.self
        case .locksNotObserved: LocksNotObserved.self
        case .columnVolatile: ColumnVolatile.self
        case .parameterReplaced: ParameterReplaced.self
        }
    }
}
