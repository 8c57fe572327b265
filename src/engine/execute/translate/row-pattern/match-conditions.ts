import type {
  ExpressionAndValuePointers,
  LogicalIndexPointer,
} from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { substitute, symbolsOf } from '../../../expressions/expression-tree.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { notInDefine } from '../../row-pattern/aggregate-matched.ts';
import { computeExpression } from '../../row-pattern/compute-expression.ts';
import type { Compute } from '../../row-pattern/compute-expression.ts';
import { locator } from '../../row-pattern/locate.ts';
import { classifierAt } from '../../row-pattern/match-partition.ts';
import type { MatchEnvironment } from '../../row-pattern/match-partition.ts';
import { labelName } from '../../row-pattern/pattern-program.ts';
import type { RunningAggregate } from '../../row-pattern/running-aggregate.ts';
import type { Value } from '../../scalar/value.ts';
import { computedBodies } from '../functions/computed-translations.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { translateExpression } from '../translate-expression.ts';
import type { PartitionRows } from './partition-rows.ts';
import { pointersOf } from './value-pointers.ts';
import type { ScalarPointer } from './value-pointers.ts';
import { runningAggregate } from './running-aggregates.ts';

/** What conditions look at besides the row. */
export interface ConditionLooks {
  /** Whether they look at what was matched before. */
  stateful: boolean;
  readonly aggregates: RunningAggregate[];
  /** Whether rows of the partition outside of a frame are as if they weren't there. */
  readonly isFramed: boolean;
}

/** What a condition asks about a row: whether it may have the label. */
export function condition(
  label: string,
  definition: ExpressionAndValuePointers,
  rows: PartitionRows,
  context: FragmentContext,
  looks: ConditionLooks,
): Compute<MatchEnvironment> {
  const { classifierSymbols, matchNumberSymbols, expression } = definition;
  const pointers = new Map(pointersOf(definition));
  const isCurrent = ({ labels, last, logicalOffset }: LogicalIndexPointer): boolean =>
    last && logicalOffset === 0 && (labels.length === 0 || labels.some((each) => labelName(each) === label));
  /** Where a placeholder's row is: a text that is the same for the same row; undefined when it is no column of a row. */
  const groupOf = (symbol: string): string | undefined => {
    const pointer = pointers.get(symbol);
    if (pointer?.['@type'] !== 'scalar') return undefined;
    const { inputSymbol, logicalIndexPointer } = pointer;
    if (classifierSymbols.includes(inputSymbol) || matchNumberSymbols.includes(inputSymbol)) return undefined;
    return isCurrent(logicalIndexPointer) ? 'current' : JSON.stringify(logicalIndexPointer);
  };
  const columnOf = (symbol: string): SqlExpression => {
    const { inputSymbol, logicalIndexPointer } = pointers.get(symbol) as ScalarPointer;
    return rows.neighbour(
      inputSymbol,
      isCurrent(logicalIndexPointer) ? logicalIndexPointer.physicalOffset : 0,
    );
  };
  const leaf = (part: Expression): Compute<MatchEnvironment> | undefined => {
    const symbols = [...symbolsOf(part)];
    const groups = new Set(symbols.map(groupOf));
    if (groups.size <= 1 && !groups.has(undefined)) {
      const [group = 'current'] = groups;
      if (looks.isFramed && group === 'current') {
        const offsets = symbols.map(
          (symbol) => (pointers.get(symbol) as ScalarPointer).logicalIndexPointer.physicalOffset,
        );
        const distant = [...new Set(offsets)].filter((offset) => offset !== 0);
        if (distant.length > 0) return framedLeaf(part, symbols, offsets, columnOf, rows, context);
      }
      for (const symbol of symbols) rows.place(context.names.of(symbol), columnOf(symbol));
      const { index } = rows.add(part.type, translateExpression(part, context.names));
      if (group === 'current') {
        return ({ values, start, current }) => values[start + current]?.[index] as Value;
      }
      looks.stateful = true;
      const nothing = new Map(
        symbols.map((symbol) => {
          const type = context.typeOf(symbol);
          return [symbol, { kind: 'constant', type, value: null } as const];
        }),
      );
      const missing =
        part.kind === 'symbol'
          ? undefined
          : rows.add(part.type, translateExpression(substitute(part, nothing), context.names)).index;
      const locate = locator((pointers.get(symbols[0] as string) as ScalarPointer).logicalIndexPointer);
      return (environment) => {
        const row = locate(environment);
        if (row !== undefined) return environment.values[row]?.[index] as Value;
        return missing === undefined ? null : (environment.values[0]?.[missing] as Value);
      };
    }
    if (part.kind !== 'symbol') return undefined;
    looks.stateful = true;
    const pointer = pointers.get(part.name);
    if (pointer === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `No value pointer for ${part.name}`);
    if (pointer['@type'] === 'aggregation') {
      const aggregate = runningAggregate(pointer, rows, context);
      if (aggregate === undefined) throw notInDefine(pointer.function);
      looks.aggregates.push(aggregate);
      return (environment) => aggregate.over(environment, environment.current + 1);
    }
    if (matchNumberSymbols.includes(pointer.inputSymbol)) return ({ matchNumber }) => BigInt(matchNumber);
    const locate = locator(pointer.logicalIndexPointer);
    return (environment) => classifierAt(locate, environment);
  };
  return computeExpression(context.read(expression), leaf, context.names.session, computedBodies);
}

/** Columns that stand for one part of a condition at the most; a part with more is taken apart. */
const maxFramedColumns = 64;

/**
 * A part of a condition that reads rows around the current one, of which those outside of the frame aren't there. What it is without
 * some of them is a column for each way in which they can be missing: the farthest go first.
 * @param offsets of the symbols' rows from the current one
 * @returns undefined when it reads too many
 */
function framedLeaf(
  part: Expression,
  symbols: readonly string[],
  offsets: readonly number[],
  columnOf: (symbol: string) => SqlExpression,
  rows: PartitionRows,
  context: FragmentContext,
): Compute<MatchEnvironment> | undefined {
  const distinct = [...new Set(offsets)].sort((a, b) => a - b);
  const before = distinct.filter((offset) => offset < 0);
  const behind = distinct.filter((offset) => offset > 0).reverse();
  if ((before.length + 1) * (behind.length + 1) > maxFramedColumns && part.kind !== 'symbol')
    return undefined;
  for (const symbol of symbols) rows.place(context.names.of(symbol), columnOf(symbol));
  /** By how many rows before are missing, and how many behind. */
  const columns = Array.from({ length: before.length + 1 }, (_, lost) =>
    Array.from({ length: behind.length + 1 }, (__, lostBehind) => {
      const missing = new Set([...before.slice(0, lost), ...behind.slice(0, lostBehind)]);
      const nothing = new Map(
        symbols.flatMap((symbol, i) =>
          missing.has(offsets[i] as number)
            ? [[symbol, { kind: 'constant', type: context.typeOf(symbol), value: null } as const] as const]
            : [],
        ),
      );
      return rows.add(part.type, translateExpression(substitute(part, nothing), context.names)).index;
    }),
  );
  return ({ values, start, current, first, rows: end }) => {
    const row = start + current;
    const lost = before.filter((offset) => row + offset < first).length;
    const lostBehind = behind.filter((offset) => row + offset >= end).length;
    return values[row]?.[columns[lost]?.[lostBehind] ?? -1] as Value;
  };
}
