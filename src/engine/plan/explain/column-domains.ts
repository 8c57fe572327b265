import type { ComparisonExpression, ConstantExpression, Expression } from '../../expressions/expression.ts';
import { complementDomain, intersectDomains, uniteDomains } from './domain.ts';
import type { Domain } from './domain.ts';

/** A value as ranges compare it. */
export type DomainValue = number | bigint | string | boolean;
type ColumnDomain = Domain<DomainValue>;

/** Domains of symbols; one that isn't there may have any value. */
export type ColumnDomains = ReadonlyMap<string, ColumnDomain>;

/**
 * What a condition says of single symbols: every row that meets it has values of these domains. Conditions on several symbols at
 * once, or on expressions over them, say nothing.
 */
export function columnDomains(condition: Expression): ColumnDomains {
  switch (condition.kind) {
    case 'comparison':
      return single(comparedSymbol(condition));
    case 'between': {
      const { value, min, max } = condition;
      if (value.kind !== 'symbol' || !isPlain(min) || !isPlain(max)) return new Map();
      const ranges = [
        { low: { value: min.value, inclusive: true }, high: { value: max.value, inclusive: true } },
      ];
      return new Map([[value.name, { nullsAllowed: false, ranges }]]);
    }
    case 'in': {
      const { value, list } = condition;
      if (value.kind !== 'symbol' || !list.every(isPlain)) return new Map();
      const domain = list
        .map((item) => equalTo(item.value))
        .reduce((all, one) => uniteDomains(all, one, compareValues), nothing);
      return new Map([[value.name, domain]]);
    }
    case 'isNull':
      return condition.value.kind === 'symbol'
        ? new Map([[condition.value.name, { nullsAllowed: true, ranges: [] }]])
        : new Map();
    case 'not':
      return negated(condition.value);
    case 'logical':
      return condition.operator === 'AND' ? both(condition.terms) : either(condition.terms);
    default:
      return new Map();
  }
}

const nothing: ColumnDomain = { nullsAllowed: false, ranges: [] };

type PlainConstant = ConstantExpression & { readonly value: DomainValue };

function isPlain(expression: Expression): expression is PlainConstant {
  return expression.kind === 'constant' && expression.value !== null && typeof expression.value !== 'object';
}

/** Values of one type: numbers, texts by code point, false before true. */
export function compareValues(a: DomainValue, b: DomainValue): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function equalTo(value: DomainValue): ColumnDomain {
  const bound = { value, inclusive: true };
  return { nullsAllowed: false, ranges: [{ low: bound, high: bound }] };
}

interface SymbolDomain {
  readonly symbol: string;
  readonly domain: ColumnDomain;
}

function single(found: SymbolDomain | undefined): ColumnDomains {
  return new Map(found === undefined ? [] : [[found.symbol, found.domain]]);
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function comparedSymbol({ operator, left, right }: ComparisonExpression): SymbolDomain | undefined {
  if (left.kind === 'symbol' && isPlain(right)) return compared(left.name, operator, right.value);
  if (right.kind === 'symbol' && isPlain(left)) {
    const turned = operator in mirrored ? mirrored[operator as keyof typeof mirrored] : operator;
    return compared(right.name, turned, left.value);
  }
  return undefined;
}

function compared(
  symbol: string,
  operator: ComparisonExpression['operator'],
  value: DomainValue,
): SymbolDomain {
  const domain = (ranges: ColumnDomain['ranges']): SymbolDomain => ({
    symbol,
    domain: { nullsAllowed: false, ranges },
  });
  switch (operator) {
    case '=':
      return { symbol, domain: equalTo(value) };
    case '<>':
      return { symbol, domain: { ...complementDomain(equalTo(value)), nullsAllowed: false } };
    case 'IS DISTINCT FROM':
      return { symbol, domain: complementDomain(equalTo(value)) };
    case '<':
    case '<=':
      return domain([{ high: { value, inclusive: operator === '<=' } }]);
    case '>':
    case '>=':
      return domain([{ low: { value, inclusive: operator === '>=' } }]);
    default:
      return unreachable(operator);
  }
}

/** Of a negated condition only one on a single symbol is exact enough to be turned around. */
function negated(condition: Expression): ColumnDomains {
  switch (condition.kind) {
    case 'comparison':
    case 'between':
    case 'in':
    case 'isNull': {
      const known = [...columnDomains(condition)];
      const whereNull = condition.kind === 'isNull';
      return new Map(
        known.map(([symbol, domain]) => [
          symbol,
          // A comparison with NULL is neither true nor false.
          whereNull ? complementDomain(domain) : { ...complementDomain(domain), nullsAllowed: false },
        ]),
      );
    }
    case 'not':
      return columnDomains(condition.value);
    default:
      return new Map();
  }
}

function both(terms: readonly Expression[]): ColumnDomains {
  const domains = new Map<string, ColumnDomain>();
  for (const term of terms) {
    for (const [symbol, domain] of columnDomains(term)) {
      const known = domains.get(symbol);
      domains.set(symbol, known === undefined ? domain : intersectDomains(known, domain, compareValues));
    }
  }
  return domains;
}

/** What every term says something of. */
function either(terms: readonly Expression[]): ColumnDomains {
  const [first, ...rest] = terms.map(columnDomains);
  const domains = new Map<string, ColumnDomain>();
  for (const [symbol, domain] of first ?? []) {
    const others = rest.map((other) => other.get(symbol));
    if (!others.every((other) => other !== undefined)) continue;
    domains.set(
      symbol,
      others.reduce((all, one) => uniteDomains(all, one, compareValues), domain),
    );
  }
  return domains;
}

function unreachable(operator: never): never {
  throw new Error(`unknown operator ${String(operator)}`);
}
