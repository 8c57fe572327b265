import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { DataTypeNode } from '../tree/data-type.ts';
import { given } from './given.ts';

/** Types. */
export const typeActions = {
  Type: (c, at, base, arrays) => {
    let type: DataTypeNode = base;
    for (const bound of arrays) {
      if (bound !== undefined) c.rejectInternally(bound, 'Explicit array size not supported');
      const location = c.location(at);
      const name = { kind: 'identifier', value: 'array', delimited: false, location } as const;
      type = { kind: 'genericDataType', name, arguments: [type], location };
    }
    return type;
  },
  ArrayOf_array: (_c, _at, bound) => bound,
  TypeBase_row: (c, at, fields) => ({ kind: 'rowDataType', fields, location: c.location(at) }),
  TypeBase_interval: (c, at, from, to) => ({
    kind: 'intervalDataType',
    from: c.word(from),
    to: c.word(to ?? from),
    location: c.location(at),
  }),
  TypeBase_dateTimeWithZone: (c, at, _type, precision) => dateTime(c, at, true, precision),
  TypeBase_dateTime: (c, at, _type, precision) => dateTime(c, at, false, precision),
  TypeBase_double: (c, at) => {
    const location = c.location(at);
    const name = { kind: 'identifier', value: 'double', delimited: false, location } as const;
    return { kind: 'genericDataType', name, arguments: [], location };
  },
  TypeBase_legacyArray: (c, at, element) => {
    const location = c.location(at);
    const name = { kind: 'identifier', value: c.text(at), delimited: false, location } as const;
    return { kind: 'genericDataType', name, arguments: [element], location };
  },
  TypeBase_legacyMap: (c, at, key, value) => {
    const location = c.location(at);
    const name = { kind: 'identifier', value: c.text(at), delimited: false, location } as const;
    return { kind: 'genericDataType', name, arguments: [key, value], location };
  },
  TypeBase_generic: (c, at, name, parameters) => ({
    kind: 'genericDataType',
    name,
    arguments: parameters ?? [],
    location: c.location(at),
  }),
  TypeParameter_number: (c, at) => ({
    kind: 'numericTypeArgument',
    value: c.text(at),
    location: c.location(at),
  }),
  RowField_unnamed: (c, at, type) => ({ kind: 'rowDataTypeField', type, location: c.location(at) }),
  RowField_named: (c, at, name, type) => ({ kind: 'rowDataTypeField', name, type, location: c.location(at) }),
} satisfies Partial<SqlActions<ParseContext>>;

function dateTime(
  c: ParseContext,
  at: number,
  withTimeZone: boolean,
  precision: Extract<DataTypeNode, { kind: 'dateTimeDataType' }>['precision'],
): DataTypeNode {
  return {
    kind: 'dateTimeDataType',
    type: c.word(at) === 'TIME' ? 'time' : 'timestamp',
    withTimeZone,
    ...given({ precision }),
    location: c.location(at),
  };
}
