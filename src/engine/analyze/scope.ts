import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { Type } from '../types/type.ts';

/** A column of a relation during analysis. Expressions name it by `id`, as a symbol; planning gives it a symbol of the plan. */
export interface Field {
  readonly id: string;
  /** As written; matched without case. Absent: can't be named. */
  readonly name?: string;
  readonly type: Type;
  /** What may stand before the name: the relation's alias, or its table's name as far as it was written. Lower case. */
  readonly relation?: readonly string[];
  /** Not part of `*`. */
  readonly hidden?: boolean;
  /** The table column that the field is, when it is one. */
  readonly origin?: {
    readonly catalog: string;
    readonly schema: string;
    readonly table: string;
    readonly column: string;
  };
}

/** What names can mean at a place: the fields of a relation, then those of the enclosing ones. */
export interface Scope {
  readonly fields: readonly Field[];
  readonly parent?: Scope;
  /** Whether the parent belongs to an enclosing query. */
  readonly isBoundary?: boolean;
  /** Where the scope has it: every name that was found in `fields`, in the order of analysis. */
  readonly references?: FieldUse[];
}

/** A name in the text and the field it means. */
export interface FieldUse {
  readonly node: ExpressionNode;
  readonly field: Field;
}

/** Fields of the innermost scope that has any of the name, and that scope. */
export interface NamedFields {
  /** None, one, or several: then the name is ambiguous. */
  readonly fields: readonly Field[];
  readonly scope?: Scope;
  /** Whether they belong to the query itself, not to one around it. */
  readonly isLocal: boolean;
}

/**
 * What a name means. Where a scope has a column that the name begins with (`a` of `a.b`), the rest names a field of its row, and
 * enclosing scopes aren't asked.
 */
export function fieldsNamed(
  scope: Scope | undefined,
  qualifier: readonly string[],
  name: string,
): NamedFields {
  let isLocal = true;
  for (let at = scope; at !== undefined; at = at.parent) {
    const fields = ownFieldsNamed(at, qualifier, name);
    if (fields.length > 0) {
      return { fields, scope: at, isLocal };
    }
    if (beginsWithColumn(at, qualifier)) {
      break;
    }
    isLocal &&= at.isBoundary !== true;
  }
  return { fields: [], isLocal };
}

/** Fields by lower-case name, for each list of fields that was asked. */
const indexes = new WeakMap<readonly Field[], ReadonlyMap<string, readonly Field[]>>();

function ownFieldsNamed({ fields }: Scope, qualifier: readonly string[], name: string): readonly Field[] {
  let index = indexes.get(fields);
  if (index === undefined) {
    index = indexByName(fields);
    indexes.set(fields, index);
  }
  const named = index.get(name.toLowerCase()) ?? [];
  return qualifier.length === 0 ? named : named.filter((field) => matchesQualifier(field, qualifier));
}

function indexByName(fields: readonly Field[]): ReadonlyMap<string, readonly Field[]> {
  const index = new Map<string, Field[]>();
  for (const field of fields) {
    if (field.name !== undefined) {
      const name = field.name.toLowerCase();
      const named = index.get(name);
      if (named === undefined) {
        index.set(name, [field]);
      } else {
        named.push(field);
      }
    }
  }
  return index;
}

function beginsWithColumn(scope: Scope, parts: readonly string[]): boolean {
  return parts.some((part, i) => ownFieldsNamed(scope, parts.slice(0, i), part).length > 0);
}

/** Whether `qualifier` is the end of the name of the field's relation: `nation` and `tiny.nation` for `tpch.tiny.nation`. */
export function matchesQualifier(field: Field, qualifier: readonly string[]): boolean {
  if (qualifier.length === 0) {
    return true;
  }
  const { relation } = field;
  if (relation === undefined || relation.length < qualifier.length) {
    return false;
  }
  const offset = relation.length - qualifier.length;
  return qualifier.every((part, i) => relation[offset + i] === part.toLowerCase());
}
