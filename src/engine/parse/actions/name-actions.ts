import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import { decodeUnicodeString } from '../unicode-string.ts';
import type { IdentifierNode } from '../tree/identifier.ts';

/** The text of a quoted token: quotes off, doubled quotes single. */
export function unquote(text: string): string {
  const quote = text.charAt(text.length - 1);
  const from = text.indexOf(quote) + 1;
  const inner = text.slice(from, -1);
  return inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner;
}

const plain = (c: ParseContext, at: number, value: string, delimited: boolean): IdentifierNode => ({
  kind: 'identifier',
  value,
  delimited,
  location: c.location(at),
});

/** Names and strings. */
export const nameActions = {
  QualifiedName_name: (c, at, parts) => ({ kind: 'qualifiedName', parts, location: c.location(at) }),
  Identifier_plain: (c, at) => plain(c, at, c.text(at), false),
  Identifier_keyword: (c, at) => plain(c, at, c.text(at), false),
  Identifier_quoted: (c, at) => {
    const value = unquote(c.text(at));
    if (value === '') c.reject(at, 'Zero-length delimited identifier not allowed', { name: true });
    return plain(c, at, value, true);
  },
  Identifier_backquoted: (c, at) => {
    c.reject(at, 'backquoted identifiers are not supported; use double quotes to quote identifiers', {
      name: true,
    });
    return plain(c, at, c.text(at), true);
  },
  Identifier_digit: (c, at) => {
    c.reject(at, 'identifiers must not start with a digit; surround the identifier with double quotes', {
      name: true,
    });
    return plain(c, at, c.text(at), false);
  },
  String_basic: (c, at) => ({ kind: 'stringLiteral', value: unquote(c.text(at)), location: c.location(at) }),
  String_unicode: (c, at, _string, escape) => {
    const result = decodeUnicodeString(
      unquote(c.text(at)),
      escape === undefined ? '\\' : unquote(c.text(escape)),
    );
    if ('error' in result) c.reject(at, result.error);
    return { kind: 'stringLiteral', value: 'value' in result ? result.value : '', location: c.location(at) };
  },
} satisfies Partial<SqlActions<ParseContext>>;
