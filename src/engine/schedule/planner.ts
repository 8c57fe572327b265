import type { Analysis } from '../analyze/analysis.ts';
import { prepareStatement } from '../analyze/parameters/prepare-statement.ts';
import type { WriteAnalysis } from '../analyze/analyze-write.ts';
import { analyze, isAnalyzed } from '../analyze/analyze.ts';
import type { PlanInformation } from '../analyze/rewrite/rewrite-context.ts';
import { definitionText } from '../analyze/rewrite/explain-definition.ts';
import { rewriteStatement } from '../analyze/rewrite/rewrite.ts';
import { commandOf } from '../commands/commands.ts';
import type { Metadata } from '../catalog/metadata.ts';
import { toTrinoError } from '../errors/failure.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { createFragments } from '../fragment/create-fragments.ts';
import { parseStatement } from '../parse/parse.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { ExplainedPlan } from '../plan/explain/explain-plan.ts';
import { planExplainAnalyze } from '../plan/plan-explain-analyze.ts';
import { beginWrite } from '../plan/begin-write.ts';
import type { BegunWrite } from '../plan/begin-write.ts';
import { distributePlan, inputsOf, planQuery } from '../plan/plan.ts';
import type { LogicalPlan } from '../plan/plan.ts';
import { planOptionsFor } from '../plan/plan-options.ts';
import { RuleStatistics } from '../plan/rule-statistics.ts';
import type { RuleRunner } from '../plan/rule-statistics.ts';
import { rules } from '../plan/optimize.ts';
import { planSettingsOf } from '../plan/plan-settings.ts';
import { checkIdentity, checkSession } from '../session/check-session.ts';
import { ConstantNeeded } from '../session/computed-constants.ts';
import type { Session } from '../session/session.ts';
import { controlsTransactions, enterTransaction } from '../transaction/statement-transaction.ts';
import { createTransactionManager } from '../transaction/transaction-manager.ts';
import type { TransactionManager } from '../transaction/transaction-manager.ts';
import type { Clock } from './clock.ts';
import { planInformation } from './plan-information.ts';
import type { PlannedStatement, QueryType, TableInput } from './planned-query.ts';
import type { QueryTimings } from './query-timings.ts';

/** Names the transaction of a statement that has none. */
const noTransactionId = '00000000-0000-0000-0000-000000000000';

/** The nodes that a plan is spread over. */
export interface Cluster {
  readonly workers: number;
}

/**
 * Takes statements from text to a plan that can be distributed.
 * @param cluster as it is now: what EXPLAIN spreads its plan over
 * @param ruleStatistics takes note of what the optimizer's rules do
 * @returns a function that throws TrinoError, located where the statement is to blame
 */
export function createPlanner(
  metadata: Metadata,
  clock: Clock,
  cluster: () => Cluster = () => ({ workers: 1 }),
  transactions: TransactionManager = createTransactionManager({ clock }),
  ruleStatistics: RuleStatistics = new RuleStatistics(clock),
): (sql: string, session: Session, timings: QueryTimings) => PlannedStatement {
  ruleStatistics.expect(rules);
  return (sql, session, timings) => {
    const started = clock.monotonicNanos();
    checkIdentity(session);
    const { statement, preparedSql } = prepareStatement(parseStatement(sql), session);
    const { transaction, leave } = enterTransaction(statement, session, {
      manager: transactions,
      now: () => clock.now(),
    });
    try {
      if (session.explicitTransaction === true || !controlsTransactions(statement)) {
        checkSession(session, metadata);
      }
      const within = metadata.inTransaction(transaction);
      const planning = new Planning({
        metadata: within,
        session,
        cluster,
        transactions,
        ruleRunner: ruleStatistics,
      });
      return {
        ...plan(statement, planning, started, timings),
        ...(preparedSql !== undefined && { preparedQuery: preparedSql }),
        onEnd: leave,
      };
    } catch (error) {
      // The statement goes on when the constant is there: nothing has failed.
      leave(error instanceof ConstantNeeded ? undefined : toTrinoError(error));
      throw error;
    }
  };

  function plan(
    statement: Statement,
    planning: Planning,
    started: number,
    timings: QueryTimings,
  ): PlannedStatement {
    const command = commandOf(statement, planning);
    if (command !== undefined) {
      timings.analysisNanos = clock.monotonicNanos() - started;
      const { updateType } = command;
      const queryType = 'DATA_DEFINITION';
      return {
        kind: 'command',
        columns: [],
        queryType,
        updateType,
        warnings: [],
        inputs: [],
        routines: [],
        command,
      };
    }
    const { analysis, queryType } = planning.analyzePrepared(statement);
    const analyzed = clock.monotonicNanos();
    timings.analysisNanos = analyzed - started;
    const planned = planning.plan(analysis);
    const logical =
      statement.kind === 'explainAnalyze' ? planExplainAnalyze(planned, statement.verbose) : planned;
    let explained: ExplainedPlan | undefined;
    timings.planningCpuNanos = clock.monotonicNanos() - analyzed;
    const { write, updateType } = analysis;
    let begun: BegunWrite | undefined;
    return {
      kind: 'query',
      columns: logical === planned ? analysis.columns : [{ name: 'Query Plan', type: { kind: 'varchar' } }],
      queryType,
      ...(updateType !== undefined && { updateType, countsRows: true }),
      warnings: analysis.warnings,
      inputs: tableInputs(logical),
      routines: routinesOf(analysis),
      explained: () => explained,
      distribute(workers) {
        const start = clock.monotonicNanos();
        if (write !== undefined) begun ??= planning.beginWrite(logical, write);
        const plan = begun?.plan ?? logical;
        const distributed = distributePlan(plan, planOptionsFor(workers));
        explained = { plan: distributed, context: plan.context, workers: Math.max(1, workers.workers) };
        const subPlan = createFragments(distributed);
        timings.planningCpuNanos += clock.monotonicNanos() - start;
        return subPlan;
      },
      ...(write !== undefined && { abandon: () => begun?.abandon() }),
    };
  }
}

export interface AnalyzedStatement {
  readonly analysis: Analysis;
  readonly queryType: QueryType;
  /** The query that gives the rows, unless they are only a count of what was written. */
  readonly query?: QueryNode;
}

/** What planning one statement asks. */
export interface PlanningSurroundings {
  readonly session: Session;
  /** Within the statement's transaction. */
  readonly metadata: Metadata;
  readonly cluster: () => Cluster;
  readonly transactions: TransactionManager;
  readonly ruleRunner?: RuleRunner;
}

/** The stages from the syntax tree to the plan, for one statement and those it explains. */
export class Planning {
  readonly session: Session;
  readonly metadata: Metadata;
  readonly cluster: () => Cluster;
  readonly transactions: TransactionManager;
  readonly #ruleRunner: RuleRunner | undefined;
  readonly #information: PlanInformation;

  constructor({ session, metadata, cluster, transactions, ruleRunner }: PlanningSurroundings) {
    this.session = session;
    this.metadata = metadata;
    this.cluster = cluster;
    this.transactions = transactions;
    this.#ruleRunner = ruleRunner;
    this.#information = planInformation(this);
  }

  /** A statement within another: of EXPLAIN. It may be EXECUTE; parameters of its own have no values. @throws TrinoError */
  analyze(statement: Statement): AnalyzedStatement {
    return this.analyzePrepared(prepareStatement(statement, this.session).statement);
  }

  /** @throws TrinoError */
  analyzePrepared(statement: Statement): AnalyzedStatement {
    const { session, metadata } = this;
    if (statement.kind === 'explainAnalyze') {
      return { analysis: this.#analyzed(statement.statement), queryType: 'EXPLAIN' };
    }
    // Only its errors are of interest: commands have no columns.
    if (isRowChange(statement)) commandOf(statement, this);
    if (statement.kind !== 'query' && isAnalyzed(statement)) {
      return { analysis: analyze(statement, { session, metadata }), queryType: 'INSERT' };
    }
    const { query, queryType, updateType } = rewriteStatement(statement, {
      session,
      metadata,
      plans: this.#information,
    });
    const analysis = analyze(query, { session, metadata });
    return { analysis: { ...analysis, ...(updateType !== undefined && { updateType }) }, queryType, query };
  }

  /** What EXPLAIN ANALYZE runs: its own rows are those of the text. @throws TrinoError NOT_SUPPORTED for what has no plan */
  #analyzed(statement: Statement): Analysis {
    if (!isAnalyzed(statement) && (statement.kind === 'use' || definitionText(statement) !== undefined)) {
      const name = statement.kind.charAt(0).toUpperCase() + statement.kind.slice(1);
      throw new TrinoError('NOT_SUPPORTED', `EXPLAIN ANALYZE doesn't support statement type: ${name}`);
    }
    const analysis: { -readonly [K in keyof Analysis]: Analysis[K] } = {
      ...this.analyze(statement).analysis,
    };
    delete analysis.updateType;
    return analysis;
  }

  /** @throws TrinoError */
  beginWrite(plan: LogicalPlan, write: WriteAnalysis): BegunWrite {
    return beginWrite(plan, write, this.metadata, this.session.transactionId ?? noTransactionId);
  }

  /** @throws TrinoError */
  plan(analysis: Analysis): LogicalPlan {
    const settings = planSettingsOf(this.session, this.cluster().workers);
    return planQuery(analysis, this.metadata, settings, this.#ruleRunner);
  }
}

function isRowChange({ kind }: Statement): boolean {
  return kind === 'delete' || kind === 'update' || kind === 'merge';
}

function tableInputs(plan: LogicalPlan): TableInput[] {
  return inputsOf(plan).map(({ scan, columns }) => ({ ...scan.table.name, columns }));
}

/** Names of the functions that the statement calls, each once. */
function routinesOf(analysis: Analysis): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('functionKind' in value && 'signature' in value) {
      const { name } = (value as { signature: { name: { functionName: string } } }).signature;
      if (!name.functionName.startsWith('$')) names.add(name.functionName);
      return;
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(analysis.query);
  return [...names];
}
