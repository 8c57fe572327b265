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
}

/** Fields of the innermost scope that has any of the name; several: the name is ambiguous. */
export function fieldsNamed(
  scope: Scope | undefined,
  qualifier: readonly string[],
  name: string,
): readonly Field[] {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.fields.filter(
      (field) => field.name?.toLowerCase() === name.toLowerCase() && matchesQualifier(field, qualifier),
    );
    if (found.length > 0) {
      return found;
    }
  }
  return [];
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
