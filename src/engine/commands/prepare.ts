import { TrinoError } from '../errors/trino-error.ts';
import { formatStatement } from '../parse/format/format-statement.ts';
import { parseStatement } from '../parse/parse.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { Deallocate, Prepare } from '../parse/tree/session-statement.ts';
import { preparedStatement } from '../analyze/parameters/prepare-statement.ts';
import type { Command, CommandContext } from './command.ts';
import { withZstdContentSize } from '../units/zstd-frame.ts';

const unpreparable: Readonly<Record<string, string>> = {
  prepare: 'PREPARE',
  execute: 'EXECUTE',
  deallocate: 'DEALLOCATE',
};

/**
 * PREPARE name FROM statement: the client keeps the statement, as we format it (recordings statement-prepare*). It isn't analysed.
 * @throws TrinoError NOT_SUPPORTED for statements about prepared statements; GENERIC_INTERNAL_ERROR where ours isn't one any more
 */
export function prepare({ name, statement }: Prepare): Command {
  return {
    updateType: 'PREPARE',
    async execute({ changes }) {
      const kind = unpreparable[statement.kind];
      if (kind !== undefined) {
        throw new TrinoError('NOT_SUPPORTED', `Invalid statement type for prepared statement: ${kind}`);
      }
      changes.addedPreparedStatements.set(name.value, await encodePrepared(checkedText(statement)));
    },
  };
}

/** A statement as we write it, which has to be one again. @throws TrinoError GENERIC_INTERNAL_ERROR */
function checkedText(statement: Statement): string {
  const text = formatStatement(statement);
  try {
    parseStatement(text);
  } catch (error) {
    if (!(error instanceof TrinoError) || error.errorName !== 'SYNTAX_ERROR') throw error;
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Formatted query does not parse');
  }
  return text;
}

/** DEALLOCATE PREPARE name. @throws TrinoError NOT_FOUND */
export function deallocate({ name }: Deallocate, { session }: CommandContext): Command {
  return {
    updateType: 'DEALLOCATE',
    execute({ changes }) {
      preparedStatement(name, session);
      changes.deallocatedPreparedStatements.add(name.value);
    },
  };
}

/** From so many characters on, a statement is compressed … */
const minCompressedLength = 2048;
/** … if that saves as many. */
const minSaved = 512;

/** The text of `X-Trino-Added-Prepare`, which the client sends back as it is (recording statement-prepare-long). */
async function encodePrepared(sql: string): Promise<string> {
  if (sql.length < minCompressedLength) return sql;
  const { Encoder } = await import('@toondepauw/node-zstd');
  const bytes = Buffer.from(sql);
  // Whoever gets the statement back refuses frames that don't say how much is in them.
  const frame = withZstdContentSize(await new Encoder(3).encode(bytes), bytes.length);
  const base64 = frame.toString('base64url');
  const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
  return padded.length + minSaved > sql.length ? sql : `$zstd:${padded}`;
}
