import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { SaveMode } from '../tree/definition-statement.ts';
import { given } from './given.ts';

/** CREATE, DROP and ALTER. */
export const definitionActions = {
  CreateStatement_catalog: (c, at, ifNotExists, name, connector, comment, owner, properties) => ({
    kind: 'createCatalog',
    name,
    ifNotExists: ifNotExists !== undefined,
    connector,
    properties: properties ?? [],
    ...given({ comment: comment?.value, owner }),
    location: c.location(at),
  }),
  CreateStatement_schema: (c, at, ifNotExists, name, owner, properties) => ({
    kind: 'createSchema',
    name,
    ifNotExists: ifNotExists !== undefined,
    properties: properties ?? [],
    ...given({ owner }),
    location: c.location(at),
  }),
  CreateStatement_tableAsSelect: (
    c,
    at,
    replace,
    ifNotExists,
    name,
    columnAliases,
    comment,
    properties,
    query,
    withData,
  ) => ({
    kind: 'createTableAsSelect',
    name,
    saveMode: saveMode(c, at, replace, ifNotExists),
    properties: properties ?? [],
    query,
    withData: withData ?? true,
    ...given({ columnAliases, comment: comment?.value }),
    location: c.location(at),
  }),
  WithData_data: (_c, _at, no) => no === undefined,
  CreateStatement_table: (c, at, replace, ifNotExists, name, elements, comment, properties) => ({
    kind: 'createTable',
    name,
    saveMode: saveMode(c, at, replace, ifNotExists),
    elements,
    properties: properties ?? [],
    ...given({ comment: comment?.value }),
    location: c.location(at),
  }),
  CreateStatement_materializedView: (
    c,
    at,
    replace,
    ifNotExists,
    name,
    gracePeriod,
    comment,
    properties,
    query,
  ) => {
    if (replace !== undefined && ifNotExists !== undefined) {
      c.rejectUnsupported(at, "'CREATE OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together");
    }
    return {
      kind: 'createMaterializedView',
      name,
      replace: replace !== undefined,
      ifNotExists: ifNotExists !== undefined,
      properties: properties ?? [],
      query,
      ...given({ gracePeriod, comment: comment?.value }),
      location: c.location(at),
    };
  },
  CreateStatement_view: (c, at, replace, name, comment, security, query) => ({
    kind: 'createView',
    name,
    replace: replace !== undefined,
    query,
    ...given({
      comment: comment?.value,
      security:
        security === undefined
          ? undefined
          : c.word(security) === 'DEFINER'
            ? ('DEFINER' as const)
            : ('INVOKER' as const),
    }),
    location: c.location(at),
  }),
  CreateStatement_function: (c, at, replace, specification) => ({
    kind: 'createFunction',
    specification,
    replace: replace !== undefined,
    location: c.location(at),
  }),
  CreateStatement_role: (c, at, name, admin, catalog) => ({
    kind: 'createRole',
    name,
    ...given({ admin, catalog }),
    location: c.location(at),
  }),
  Property: (c, at, name, value) => ({
    kind: 'property',
    name,
    ...(value === 'DEFAULT' ? undefined : { value }),
    location: c.location(at),
  }),
  PropertyValue_default: () => 'DEFAULT',
  PropertyValue_value: (_c, _at, value) => value,
  ColumnDefinition: (c, at, name, type, notNull, comment, properties) => ({
    kind: 'columnDefinition',
    name,
    type,
    nullable: notNull === undefined,
    properties: properties ?? [],
    ...given({ comment: comment?.value }),
    location: c.location(at),
  }),
  LikeClause: (c, at, table, option) => ({
    kind: 'likeClause',
    table,
    ...given({
      properties:
        option === undefined
          ? undefined
          : c.word(option) === 'INCLUDING'
            ? ('INCLUDING' as const)
            : ('EXCLUDING' as const),
    }),
    location: c.location(at),
  }),

  DropStatement_catalog: (c, at, ifExists, name, behavior) => ({
    kind: 'dropCatalog',
    name,
    ifExists: ifExists !== undefined,
    cascade: behavior !== undefined && c.word(behavior) === 'CASCADE',
    location: c.location(at),
  }),
  DropStatement_schema: (c, at, ifExists, name, behavior) => ({
    kind: 'dropSchema',
    name,
    ifExists: ifExists !== undefined,
    cascade: behavior !== undefined && c.word(behavior) === 'CASCADE',
    location: c.location(at),
  }),
  DropStatement_table: (c, at, ifExists, name) => ({
    kind: 'dropTable',
    name,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  DropStatement_materializedView: (c, at, ifExists, name) => ({
    kind: 'dropMaterializedView',
    name,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  DropStatement_view: (c, at, ifExists, name) => ({
    kind: 'dropView',
    name,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  DropStatement_function: (c, at, ifExists, declaration) => ({
    kind: 'dropFunction',
    name: declaration.name,
    parameters: declaration.parameters,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  DropStatement_role: (c, at, name, catalog) => ({
    kind: 'dropRole',
    name,
    ...given({ catalog }),
    location: c.location(at),
  }),

  AlterStatement_renameSchema: (c, at, source, target) => ({
    kind: 'renameSchema',
    source,
    target,
    location: c.location(at),
  }),
  AlterStatement_schemaOwner: (c, at, name, principal) => ({
    kind: 'setAuthorization',
    entity: 'SCHEMA',
    name,
    principal,
    location: c.location(at),
  }),
  AlterStatement_tableOwner: (c, at, name, principal) => ({
    kind: 'setAuthorization',
    entity: 'TABLE',
    name,
    principal,
    location: c.location(at),
  }),
  AlterStatement_viewOwner: (c, at, name, principal) => ({
    kind: 'setAuthorization',
    entity: 'VIEW',
    name,
    principal,
    location: c.location(at),
  }),
  AlterStatement_renameTable: (c, at, ifExists, source, target) => ({
    kind: 'renameTable',
    source,
    target,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  AlterStatement_addColumn: (c, at, ifTableExists, table, ifNotExists, column) => ({
    kind: 'addColumn',
    table,
    column,
    ifTableExists: ifTableExists !== undefined,
    ifNotExists: ifNotExists !== undefined,
    location: c.location(at),
  }),
  AlterStatement_renameColumn: (c, at, ifTableExists, table, ifExists, source, target) => ({
    kind: 'renameColumn',
    table,
    source,
    target,
    ifTableExists: ifTableExists !== undefined,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  AlterStatement_dropColumn: (c, at, ifTableExists, table, ifExists, column) => ({
    kind: 'dropColumn',
    table,
    column,
    ifTableExists: ifTableExists !== undefined,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  AlterStatement_columnType: (c, at, ifTableExists, table, column, type) => ({
    kind: 'setColumnType',
    table,
    column,
    type,
    ifTableExists: ifTableExists !== undefined,
    location: c.location(at),
  }),
  AlterStatement_tableProperties: (c, at, name, properties) => ({
    kind: 'setProperties',
    entity: 'TABLE',
    name,
    properties,
    location: c.location(at),
  }),
  AlterStatement_materializedViewProperties: (c, at, name, properties) => ({
    kind: 'setProperties',
    entity: 'MATERIALIZED VIEW',
    name,
    properties,
    location: c.location(at),
  }),
  AlterStatement_execute: (c, at, table, procedure, args, where) => ({
    kind: 'tableExecute',
    // Stock has the table's errors at TABLE, the word after ALTER.
    table: { ...table, location: c.location(at + 1) },
    procedure,
    arguments: args ?? [],
    ...given({ where }),
    location: c.location(at),
  }),
  AlterStatement_renameMaterializedView: (c, at, ifExists, source, target) => ({
    kind: 'renameMaterializedView',
    source,
    target,
    ifExists: ifExists !== undefined,
    location: c.location(at),
  }),
  AlterStatement_renameView: (c, at, source, target) => ({
    kind: 'renameView',
    source,
    target,
    location: c.location(at),
  }),

  RoleStatement_grant: (c, at, roles, grantees, adminOption, grantedBy, catalog) => ({
    kind: 'grantRoles',
    roles,
    grantees,
    adminOption: adminOption !== undefined,
    ...given({ grantedBy, catalog }),
    location: c.location(at),
  }),
  RoleStatement_revoke: (c, at, adminOption, roles, grantees, grantedBy, catalog) => ({
    kind: 'revokeRoles',
    roles,
    grantees,
    adminOption: adminOption !== undefined,
    ...given({ grantedBy, catalog }),
    location: c.location(at),
  }),
  PrivilegeStatement_grant: (c, at, privileges, object, grantee, grantOption) => ({
    kind: 'grant',
    object,
    grantee,
    grantOption: grantOption !== undefined,
    ...given({ privileges }),
    location: c.location(at),
  }),
  PrivilegeStatement_deny: (c, at, privileges, object, grantee) => ({
    kind: 'deny',
    object,
    grantee,
    ...given({ privileges }),
    location: c.location(at),
  }),
  PrivilegeStatement_revoke: (c, at, grantOption, privileges, object, grantee) => ({
    kind: 'revoke',
    object,
    grantee,
    grantOption: grantOption !== undefined,
    ...given({ privileges }),
    location: c.location(at),
  }),
  Privileges_some: (c, _at, privileges) => privileges.map((privilege) => c.text(privilege)),
  Privileges_all: () => undefined,
  GrantObject: (c, at, entity, name) => ({
    kind: 'grantObject',
    name,
    ...given({
      entity:
        entity === undefined
          ? undefined
          : c.word(entity) === 'SCHEMA'
            ? ('SCHEMA' as const)
            : ('TABLE' as const),
    }),
    location: c.location(at),
  }),
  Principal_user: (c, at, name) => ({ kind: 'principal', type: 'USER', name, location: c.location(at) }),
  Principal_role: (c, at, name) => ({ kind: 'principal', type: 'ROLE', name, location: c.location(at) }),
  Principal_unspecified: (c, at, name) => ({ kind: 'principal', name, location: c.location(at) }),
  Grantor_principal: (c, at, principal) => ({
    kind: 'grantorPrincipal',
    principal,
    location: c.location(at),
  }),
  Grantor_user: (c, at) => ({ kind: 'currentUserGrantor', location: c.location(at) }),
  Grantor_role: (c, at) => ({ kind: 'currentRoleGrantor', location: c.location(at) }),
} satisfies Partial<SqlActions<ParseContext>>;

/** What CREATE does with an existing one; both words together are an error. */
function saveMode(
  c: ParseContext,
  at: number,
  replace: number | undefined,
  ifNotExists: number | undefined,
): SaveMode {
  if (replace !== undefined && ifNotExists !== undefined) {
    c.reject(at, "'OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together");
  }
  if (replace !== undefined) return 'REPLACE';
  return ifNotExists === undefined ? 'FAIL' : 'IGNORE';
}
