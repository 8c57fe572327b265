import { createMemoryConnector } from '../../../../src/connectors/memory/connector.ts';
import { createTpchConnector } from '../../../../src/connectors/tpch/connector.ts';
import { analyze } from '../../../../src/engine/analyze/analyze.ts';
import type { Connector } from '../../../../src/engine/catalog/connector.ts';
import { createMetadata } from '../../../../src/engine/catalog/metadata.ts';
import type { Catalog, Metadata } from '../../../../src/engine/catalog/metadata.ts';
import { ddlCommand } from '../../../../src/engine/commands/ddl/ddl-command.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { parseStatement } from '../../../../src/engine/parse/parse.ts';
import { systemClock } from '../../../../src/engine/schedule/clock.ts';
import { noSessionChanges } from '../../../../src/engine/session/session-changes.ts';
import type { Session } from '../../../../src/engine/session/session.ts';
import { createTransactionManager } from '../../../../src/engine/transaction/transaction-manager.ts';
import { displayType } from '../../../../src/engine/types/display-type.ts';
import { session as testSession } from '../../analyze/test-session.ts';

/** What a statement comes to, in the words of an answer to a client. */
export type Answer =
  | { readonly updateType: string }
  | { readonly columns: readonly { readonly name: string; readonly type: string }[] }
  | { readonly error: AnswerError };

export interface AnswerError {
  readonly errorName: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** The catalogs memory, empty, and tpch, in which statements are carried out and queries analysed. */
export class DdlSession {
  readonly metadata: Metadata;
  readonly session: Session;

  constructor(schema: string, connectors: readonly Connector[] = []) {
    this.metadata = createMetadata(
      new Map(
        [createMemoryConnector(), createTpchConnector(), ...connectors].map(
          (connector): [string, Catalog] => [
            connector.name,
            {
              name: connector.name,
              handle: `${connector.name}:normal:default`,
              connectorName: connector.name,
              connector,
            },
          ],
        ),
      ),
    );
    this.session = { ...testSession, catalog: 'memory', schema };
  }

  /** Carries out a statement, or analyses a query. */
  async run(sql: string, change: Partial<Session> = {}): Promise<Answer> {
    try {
      const context = {
        session: { ...this.session, ...change },
        metadata: this.metadata,
        transactions: createTransactionManager({ clock: systemClock }),
      };
      const statement = parseStatement(sql);
      const command = ddlCommand(statement, context);
      if (command === undefined) {
        const { columns } = analyze(statement, context);
        return { columns: columns.map(({ name, type }) => ({ name, type: displayType(type) })) };
      }
      await command.execute({ changes: noSessionChanges(), signal: new AbortController().signal });
      return { updateType: command.updateType };
    } catch (error) {
      if (!(error instanceof TrinoError)) throw error;
      const { lineNumber: line, columnNumber: column } = error.location ?? {};
      return {
        error: {
          errorName: error.errorName,
          message: error.message,
          ...(line !== undefined && { line }),
          ...(column !== undefined && { column }),
        },
      };
    }
  }
}
