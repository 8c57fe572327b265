import type { FunctionEntry } from './function-entry.ts';

/** Functions on URLs; what is none has no parts. */
export const urlFunctions: readonly FunctionEntry[] = [
  ...['protocol', 'host', 'path', 'query', 'fragment'].map((part) =>
    nullable(`url_extract_${part}(varchar(x)):varchar(x)`, `The ${part} of a URL`),
  ),
  nullable('url_extract_port(varchar(x)):bigint', 'The port of a URL'),
  nullable('url_extract_parameter(varchar(x),varchar(y)):varchar(x)', 'A parameter of the query of a URL'),
  scalar('url_encode<y:min(2147483647, x * 12)>(varchar(x)):varchar(y)', 'Escapes what URLs give a meaning'),
  scalar('url_decode(varchar(x)):varchar(x)', 'Text without escapes'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function nullable(signature: string, description: string): FunctionEntry {
  return { ...scalar(signature, description), returnNullable: true };
}
