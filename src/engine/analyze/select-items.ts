import type { Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { AllColumns, QuerySpecification, SelectItem } from '../parse/tree/query.ts';
import { analyzeExpression, nameParts, referenceTo } from './analyze-expression.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import { fieldsNamed, matchesQualifier } from './scope.ts';
import type { Field, Scope } from './scope.ts';
import { semanticError } from './semantic-error.ts';

/** A column of SELECT, over the source and its aggregates. */
export interface SelectedColumn {
  readonly expression: Expression;
  readonly name?: string;
  /** As written; absent for what `*` stands for. */
  readonly node?: ExpressionNode;
  /** The `*` that the column comes from, and the field it is, unless it is one of a row. */
  readonly star?: AllColumns;
  readonly field?: Field;
}

/**
 * The columns that an item of SELECT stands for, analysed.
 * @param owner the SELECT
 * @throws TrinoError of its expression; COLUMN_NOT_FOUND, TABLE_NOT_FOUND, MISMATCHED_COLUMN_ALIASES of a `*`
 */
export function analyzeSelectItem(
  item: SelectItem,
  context: ExpressionContext,
  owner: QuerySpecification,
): readonly SelectedColumn[] {
  if (item.kind === 'allColumns') {
    return expand(item, context, owner);
  }
  const { expression: node, alias } = item;
  const name = alias?.value ?? nameParts(node)?.at(-1);
  return [{ node, expression: analyzeExpression(node, context), ...(name !== undefined && { name }) }];
}

function expand(
  item: AllColumns,
  context: ExpressionContext,
  owner: QuerySpecification,
): readonly SelectedColumn[] {
  const { target, aliases } = item;
  if (target === undefined) {
    if (owner.from === undefined) {
      throw semanticError('COLUMN_NOT_FOUND', item, 'SELECT * not allowed in queries without FROM clause');
    }
    return visible(context.scope).map((field) => columnOf(field, item));
  }
  const qualifier = nameParts(target);
  const ofRelation = qualifier === undefined ? [] : expandRelation(item, qualifier, context.scope, owner);
  const expanded = ofRelation.length > 0 ? ofRelation : expandRow(item, target, qualifier, context);
  if (aliases.length > 0 && aliases.length !== expanded.length) {
    throw semanticError(
      'MISMATCHED_COLUMN_ALIASES',
      aliases[0] ?? item,
      `Column alias list has ${aliases.length} entries but relation has ${expanded.length} columns`,
    );
  }
  return expanded.map((column, i) => {
    const alias = aliases[i];
    // Here, and nowhere else, Trino shows the upper case that unquoted names have in the standard.
    return alias === undefined
      ? column
      : { ...column, name: alias.delimited ? alias.value : alias.value.toUpperCase() };
  });
}

function visible({ fields }: Scope): readonly Field[] {
  return fields.filter((field) => field.hidden !== true);
}

/** `relation.*`: of the innermost scope that has such a relation. */
function expandRelation(
  item: AllColumns,
  qualifier: readonly string[],
  scope: Scope,
  owner: QuerySpecification,
): readonly SelectedColumn[] {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const { references } = at;
    const fields = visible(at).filter((field) => matchesQualifier(field, qualifier));
    if (fields.length > 0) {
      const node = item.target;
      return fields.map((field) => {
        // To the query around, columns of its relation are used as if each was named.
        if (at !== scope && node !== undefined) {
          if (field.name === undefined) {
            throw semanticError(
              'NOT_SUPPORTED',
              owner,
              'SELECT * from outer scope table not supported with anonymous columns',
            );
          }
          references?.push({ node, field });
        }
        return columnOf(field, item);
      });
    }
  }
  return [];
}

function columnOf(field: Field, star: AllColumns): SelectedColumn {
  return {
    field,
    star,
    expression: referenceTo(field),
    ...(field.name !== undefined && { name: field.name }),
  };
}

/** `row.*`: the fields of a row. A name alone is that of a relation. */
function expandRow(
  item: AllColumns,
  target: ExpressionNode,
  qualifier: readonly string[] | undefined,
  context: ExpressionContext,
): readonly SelectedColumn[] {
  if (
    qualifier !== undefined &&
    fieldsNamed(context.scope, qualifier.slice(0, -1), qualifier.at(-1) ?? '').fields.length === 0
  ) {
    throw unresolvedReference(item, qualifier);
  }
  const base = analyzeExpression(target, context);
  if (base.type.kind !== 'row' || qualifier?.length === 1) {
    throw qualifier === undefined
      ? semanticError('TYPE_MISMATCH', item, `Expression ${expressionText(target)} is not of type ROW`)
      : unresolvedReference(item, qualifier);
  }
  return base.type.fields.map(({ name, type }, i) => ({
    star: item,
    expression: {
      kind: 'subscript',
      base,
      type,
      index: { kind: 'constant', type: { kind: 'integer' }, value: i + 1 },
    },
    ...(name !== undefined && { name }),
  }));
}

function unresolvedReference(item: AllColumns, qualifier: readonly string[]): Error {
  return semanticError(
    'TABLE_NOT_FOUND',
    item,
    `Unable to resolve reference ${qualifier.join('.').toLowerCase()}`,
  );
}
