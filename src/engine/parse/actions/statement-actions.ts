import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import { given } from './given.ts';

/** Statements beside queries: the session's, those about metadata, and changes of rows. */
export const statementActions = {
  Statement_useCatalogSchema: (c, at, catalog, schema) => ({
    kind: 'use',
    catalog,
    schema,
    location: c.location(at),
  }),
  Statement_useSchema: (c, at, schema) => ({ kind: 'use', schema, location: c.location(at) }),
  Statement_insert: (c, at, name, columns, query) => ({
    kind: 'insert',
    table: { kind: 'table', name, location: c.location(at) },
    query,
    ...given({ columns }),
    location: c.location(at),
  }),
  Statement_delete: (c, at, name, where) => ({
    kind: 'delete',
    table: { kind: 'table', name, location: c.location(at) },
    ...given({ where }),
    location: c.location(at),
  }),
  Statement_truncate: (c, at, table) => ({ kind: 'truncateTable', table, location: c.location(at) }),
  Statement_update: (c, at, name, assignments, where) => ({
    kind: 'update',
    table: { kind: 'table', name, location: c.location(at) },
    assignments,
    ...given({ where }),
    location: c.location(at),
  }),
  UpdateAssignment: (c, at, name, value) => ({
    kind: 'updateAssignment',
    name,
    value,
    location: c.location(at),
  }),
  Statement_merge: (c, at, name, alias, source, on, cases) => {
    const location = c.location(at);
    const table = { kind: 'table', name, location } as const;
    const target =
      alias === undefined ? table : ({ kind: 'aliasedRelation', relation: table, alias, location } as const);
    return { kind: 'merge', target, source, on, cases, location };
  },
  MergeAlias: (_c, _at, _as, name) => name,
  MergeCase_update: (c, at, condition, assignments) => ({
    kind: 'mergeUpdate',
    assignments,
    ...given({ condition }),
    location: c.location(at),
  }),
  MergeCase_delete: (c, at, condition) => ({
    kind: 'mergeDelete',
    ...given({ condition }),
    location: c.location(at),
  }),
  MergeCase_insert: (c, at, condition, columns, values) => ({
    kind: 'mergeInsert',
    columns: columns ?? [],
    values,
    ...given({ condition }),
    location: c.location(at),
  }),
  Statement_comment: (c, at, subject, name, comment) => ({
    kind: 'comment',
    type: c.word(subject) as 'TABLE' | 'VIEW' | 'COLUMN',
    name,
    ...given({ comment: comment?.value }),
    location: c.location(at),
  }),
  CommentText_none: () => undefined,
  Statement_analyze: (c, at, table, properties) => ({
    kind: 'analyze',
    table,
    properties: properties ?? [],
    location: c.location(at),
  }),
  Statement_refresh: (c, at, name) => ({ kind: 'refreshMaterializedView', name, location: c.location(at) }),
  Statement_call: (c, at, name, args) => ({ kind: 'call', name, arguments: args, location: c.location(at) }),
  CallArgument_named: (c, at, name, value) => ({
    kind: 'callArgument',
    name,
    value,
    location: c.location(at),
  }),
  CallArgument_positional: (c, at, value) => ({ kind: 'callArgument', value, location: c.location(at) }),

  Statement_explain: (c, at, options, statement) => ({
    kind: 'explain',
    statement,
    options: options ?? [],
    location: c.location(at),
  }),
  ExplainOption_format: (c, at, word) => ({
    kind: 'explainFormat',
    format: c.word(word) as 'TEXT' | 'GRAPHVIZ' | 'JSON',
    location: c.location(at),
  }),
  ExplainOption_type: (c, at, word) => ({
    kind: 'explainType',
    type: c.word(word) as 'LOGICAL' | 'DISTRIBUTED' | 'VALIDATE' | 'IO',
    location: c.location(at),
  }),
  Statement_explainAnalyze: (c, at, verbose, statement) => ({
    kind: 'explainAnalyze',
    statement,
    verbose: verbose !== undefined,
    location: c.location(at),
  }),
  ShowStatement_create: (c, at, type, name) => ({ kind: 'showCreate', type, name, location: c.location(at) }),
  ShowCreateType_table: () => 'TABLE',
  ShowCreateType_schema: () => 'SCHEMA',
  ShowCreateType_view: () => 'VIEW',
  ShowCreateType_materializedView: () => 'MATERIALIZED VIEW',
  ShowStatement_tables: (c, at, schema, pattern) => ({
    kind: 'showTables',
    ...given({ schema, ...pattern }),
    location: c.location(at),
  }),
  ShowStatement_schemas: (c, at, catalog, pattern) => ({
    kind: 'showSchemas',
    ...given({ catalog, ...pattern }),
    location: c.location(at),
  }),
  ShowStatement_catalogs: (c, at, pattern) => ({
    kind: 'showCatalogs',
    ...given({ ...pattern }),
    location: c.location(at),
  }),
  ShowStatement_columns: (c, at, _from, table, pattern) => {
    // Trino's grammar lets the table out and its server then fails: we say what is missing.
    if (table === undefined) c.reject(at, 'Table name is required');
    return {
      kind: 'showColumns',
      table: table ?? { kind: 'qualifiedName', parts: [], location: c.location(at) },
      ...given({ ...pattern }),
      location: c.location(at),
    };
  },
  ShowStatement_stats: (c, at, name) => ({
    kind: 'showStats',
    relation: { kind: 'table', name, location: c.location(at) },
    location: c.location(at),
  }),
  ShowStatement_queryStats: (c, at, query) => ({
    kind: 'showStats',
    relation: { kind: 'tableSubquery', query, location: c.location(at) },
    location: c.location(at),
  }),
  ShowStatement_roles: (c, at, current, catalog) => ({
    kind: 'showRoles',
    current: current !== undefined,
    ...given({ catalog }),
    location: c.location(at),
  }),
  ShowStatement_roleGrants: (c, at, catalog) => ({
    kind: 'showRoleGrants',
    ...given({ catalog }),
    location: c.location(at),
  }),
  ShowStatement_grants: (c, at, on) => ({
    kind: 'showGrants',
    tableKeyword: on?.keyword ?? false,
    ...given({ table: on?.table }),
    location: c.location(at),
  }),
  ShowGrantsOn: (_c, _at, keyword, table) => ({ table, keyword: keyword !== undefined }),
  ShowStatement_functions: (c, at, schema, pattern) => ({
    kind: 'showFunctions',
    ...given({ schema, ...pattern }),
    location: c.location(at),
  }),
  ShowStatement_session: (c, at, pattern) => ({
    kind: 'showSession',
    ...given({ ...pattern }),
    location: c.location(at),
  }),
  ShowIn: (_c, _at, _from, name) => name,
  InSchema: (_c, _at, _from, name) => name,
  ShowPattern: (_c, _at, like, escape) => ({ like: like.value, escape: escape?.value }),
  DescribeStatement_input: (c, at, name) => ({ kind: 'describeInput', name, location: c.location(at) }),
  DescribeStatement_output: (c, at, name) => ({ kind: 'describeOutput', name, location: c.location(at) }),
  DescribeStatement_columns: (c, at, _describe, table) => ({
    kind: 'showColumns',
    table,
    location: c.location(at),
  }),

  SetStatement_authorization: (c, at, user) => ({
    kind: 'setSessionAuthorization',
    user,
    location: c.location(at),
  }),
  AuthorizationUser_string: (_c, _at, user) => user,
  SetStatement_session: (c, at, name, value) => ({
    kind: 'setSession',
    name,
    value,
    location: c.location(at),
  }),
  SetStatement_role: (c, at, role, catalog) => ({
    kind: 'setRole',
    type: role.type,
    ...given({ role: role.role, catalog }),
    location: c.location(at),
  }),
  SetRole_all: () => ({ type: 'ALL', role: undefined }),
  SetRole_none: () => ({ type: 'NONE', role: undefined }),
  SetRole_named: (_c, _at, role) => ({ type: 'ROLE', role }),
  SetStatement_path: (c, at, path) => ({ kind: 'setPath', path, location: c.location(at) }),
  PathElement_qualified: (c, at, catalog, schema) => ({
    kind: 'pathElement',
    catalog,
    schema,
    location: c.location(at),
  }),
  PathElement_unqualified: (c, at, schema) => ({ kind: 'pathElement', schema, location: c.location(at) }),
  SetStatement_localTimeZone: (c, at) => ({ kind: 'setTimeZone', location: c.location(at) }),
  SetStatement_timeZone: (c, at, timeZone) => ({ kind: 'setTimeZone', timeZone, location: c.location(at) }),
  Statement_resetAuthorization: (c, at) => ({ kind: 'resetSessionAuthorization', location: c.location(at) }),
  Statement_resetSession: (c, at, name) => ({ kind: 'resetSession', name, location: c.location(at) }),
  Statement_startTransaction: (c, at, modes) => ({
    kind: 'startTransaction',
    modes,
    location: c.location(at),
  }),
  TransactionMode_isolation: (c, at, level) => ({ kind: 'isolation', level, location: c.location(at) }),
  TransactionMode_access: (c, at, word) => ({
    kind: 'transactionAccessMode',
    readOnly: c.word(word) === 'ONLY',
    location: c.location(at),
  }),
  IsolationLevel_readUncommitted: () => 'READ UNCOMMITTED',
  IsolationLevel_readCommitted: () => 'READ COMMITTED',
  IsolationLevel_repeatableRead: () => 'REPEATABLE READ',
  IsolationLevel_serializable: () => 'SERIALIZABLE',
  Statement_commit: (c, at) => ({ kind: 'commit', location: c.location(at) }),
  Statement_rollback: (c, at) => ({ kind: 'rollback', location: c.location(at) }),
  Statement_prepare: (c, at, name, statement) => ({
    kind: 'prepare',
    name,
    statement,
    location: c.location(at),
  }),
  Statement_deallocate: (c, at, name) => ({ kind: 'deallocate', name, location: c.location(at) }),
  Statement_execute: (c, at, name, parameters) => ({
    kind: 'execute',
    name,
    parameters: parameters ?? [],
    location: c.location(at),
  }),
  Statement_executeImmediate: (c, at, statement, parameters) => ({
    kind: 'executeImmediate',
    statement,
    parameters: parameters ?? [],
    location: c.location(at),
  }),
} satisfies Partial<SqlActions<ParseContext>>;
