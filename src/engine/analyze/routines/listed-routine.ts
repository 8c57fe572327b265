import type { LanguageFunction } from '../../catalog/connector-changes.ts';
import { readDataType } from '../../expressions/read-data-type.ts';
import type { FunctionListing } from '../../functions/listing/function-listing.ts';
import type { DataTypeNode } from '../../parse/tree/data-type.ts';
import { formatType } from '../../types/format-type.ts';
import { parseSpecification } from './read-specification.ts';

/** The row of SHOW FUNCTIONS of a function that a catalog keeps. */
export function listedRoutine({ sql }: LanguageFunction): FunctionListing {
  const tree = parseSpecification(sql);
  const comment = tree.characteristics.find(({ kind }) => kind === 'routineComment');
  return {
    name: (tree.name.parts.at(-1)?.value ?? '').toLowerCase(),
    returnType: typeText(tree.returns),
    argumentTypes: tree.parameters.map(({ type }) => typeText(type)).join(', '),
    kind: 'scalar',
    deterministic: !tree.characteristics.some((each) => each.kind === 'deterministic' && !each.deterministic),
    description: comment?.kind === 'routineComment' ? comment.comment : '',
  };
}

/** A plain name stays as it was written, `int` or `timestamp` for instance; other types are written as types are on the wire. */
function typeText(node: DataTypeNode): string {
  if (node.kind === 'dateTimeDataType' && node.precision === undefined) {
    return node.type.toLowerCase() + (node.withTimeZone ? ' with time zone' : '');
  }
  return node.kind === 'genericDataType' && node.arguments.length === 0
    ? node.name.value.toLowerCase()
    : formatType(readDataType(node));
}
