import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowSession } from '../../parse/tree/show-statement.ts';
import { systemSessionProperties } from '../../session/system-session-properties.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

const columns = ['name', 'value', 'default', 'type', 'description'];
const titles = ['Name', 'Value', 'Default', 'Type', 'Description'];

/** SHOW SESSION: the properties that Trino lists, with the session's values (recording statement-show-session). */
export function rewriteShowSession(statement: ShowSession, { session }: RewriteContext): QueryNode {
  const build = new StatementBuilder(statement);
  const rows = Object.entries(systemSessionProperties).flatMap(
    ([name, { type, defaultValue, description }]) =>
      description === undefined
        ? []
        : [
            [name, session.systemProperties[name] ?? defaultValue, defaultValue, type, description].map(
              (text) => build.text(text),
            ),
          ],
  );
  return build.query({
    select: columns.map((column, i) => build.column(build.identifier(column), titles[i] ?? column)),
    from: build.values(columns, rows),
    where: build.like('name', statement),
  });
}
