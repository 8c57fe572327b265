import type { DataTypeArgument, DataTypeNode, RowDataTypeField } from '../tree/data-type.ts';
import type { CallArgument, MergeCase, UpdateAssignment } from '../tree/data-statement.ts';
import type { ColumnDefinition, LikeClause } from '../tree/definition-statement.ts';
import type { ExpressionNode } from '../tree/expression-node.ts';
import type { FrameBound, WindowFrame, WindowNode, WindowSpecification } from '../tree/function-call.ts';
import type { IdentifierNode, QualifiedName } from '../tree/identifier.ts';
import type {
  JsonArrayElement,
  JsonFormat,
  JsonObjectMember,
  JsonPathInvocation,
  JsonPathParameter,
  JsonQueryBehavior,
  JsonValueBehavior,
  JsonWrapperBehavior,
} from '../tree/json-function.ts';
import type { JsonTable, JsonTableColumn, JsonTablePlan, JsonTablePlanLeaf } from '../tree/json-table.ts';
import type { IntervalLiteral, LiteralNode, StringLiteral } from '../tree/literal.ts';
import type { OrderBy, SortItem } from '../tree/order-by.ts';
import type { Grantor, Principal, Property } from '../tree/property.ts';
import type {
  FetchFirst,
  GroupBy,
  GroupingElement,
  Limit,
  NamedQuery,
  OffsetClause,
  QueryBody,
  QueryNode,
  QuerySpecification,
  SelectItem,
  WindowDefinition,
  WithClause,
} from '../tree/query.ts';
import type { JoinCriteria, JoinNode, QueryPeriod, RelationNode, SampledRelation } from '../tree/relation.ts';
import type {
  ControlStatement,
  FunctionSpecification,
  RoutineCharacteristic,
  RoutineParameter,
  ConditionalBlock,
  VariableDeclaration,
} from '../tree/routine.ts';
import type {
  MeasureDefinition,
  PatternQuantifier,
  RowPattern,
  RowsPerMatch,
  SkipTo,
  SubsetDefinition,
  VariableDefinition,
} from '../tree/row-pattern.ts';
import type { GrantObject } from '../tree/security-statement.ts';
import type { PathElement, TransactionMode } from '../tree/session-statement.ts';
import type { ExplainOption } from '../tree/show-statement.ts';
import type { Statement } from '../tree/statement.ts';
import type {
  DescriptorArgument,
  DescriptorField,
  TableArgument,
  TableFunctionArgument,
  TableFunctionInvocation,
} from '../tree/table-function.ts';

/** A relation's alias and the names it gives to columns. */
export interface Alias {
  readonly at: number;
  readonly name: IdentifierNode;
  readonly columns: readonly IdentifierNode[] | undefined;
}

/** An operator of a chain with its right side; `operator` is its token. */
export interface Tail<T> {
  readonly operator: number;
  readonly right: T;
}

export interface SetTail extends Tail<QueryBody> {
  readonly distinct: boolean;
}

export type Suffix =
  | { readonly kind: 'subscript'; readonly index: ExpressionNode }
  | { readonly kind: 'field'; readonly name: IdentifierNode };

export interface TrimOperands {
  readonly specification: 'BOTH' | 'LEADING' | 'TRAILING';
  readonly characters: ExpressionNode | undefined;
}

export interface JsonReturning {
  readonly type: DataTypeNode;
  readonly format: JsonFormat | undefined;
}

export interface ValueBehavior {
  readonly behavior: JsonValueBehavior;
  readonly value: ExpressionNode | undefined;
}

export interface ShowPattern {
  readonly like: string;
  readonly escape: string | undefined;
}

/** What the actions of each rule make. Rules that only pass a part on aren't listed. */
export interface RuleResults {
  Statement: Statement;
  CreateStatement: Statement;
  DropStatement: Statement;
  AlterStatement: Statement;
  RoleStatement: Statement;
  PrivilegeStatement: Statement;
  ShowStatement: Statement;
  DescribeStatement: Statement;
  SetStatement: Statement;
  Property: Property;
  PropertyValue: ExpressionNode | 'DEFAULT';
  ColumnDefinition: ColumnDefinition;
  LikeClause: LikeClause;
  CommentText: StringLiteral | undefined;
  UpdateAssignment: UpdateAssignment;
  MergeAlias: IdentifierNode;
  MergeCase: MergeCase;
  CallArgument: CallArgument;
  Privileges: readonly string[] | undefined;
  GrantObject: GrantObject;
  Principal: Principal;
  Grantor: Grantor;
  ExplainOption: ExplainOption;
  ShowCreateType: 'TABLE' | 'SCHEMA' | 'VIEW' | 'MATERIALIZED VIEW';
  ShowIn: IdentifierNode;
  InSchema: QualifiedName;
  ShowPattern: ShowPattern;
  ShowGrantsOn: { readonly table: QualifiedName; readonly keyword: boolean };
  AuthorizationUser: ExpressionNode;
  SetRole: { readonly type: 'ROLE' | 'ALL' | 'NONE'; readonly role: IdentifierNode | undefined };
  PathElement: PathElement;
  TransactionMode: TransactionMode;
  IsolationLevel: 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';
  WithData: boolean;

  RootQuery: QueryNode;
  Query: QueryNode;
  With: WithClause;
  NamedQuery: NamedQuery;
  QueryNoWith: QueryNode;
  OrderBy: OrderBy;
  SortItem: SortItem;
  Offset: OffsetClause;
  LimitRowCount: ExpressionNode | undefined;
  Limit: Limit;
  Fetch: FetchFirst;
  FetchTies: boolean;
  RowCount: ExpressionNode;
  QueryTerm: QueryBody;
  UnionTail: SetTail;
  IntersectTerm: QueryBody;
  IntersectTail: SetTail;
  QueryPrimary: QueryBody;
  QuerySpecification: QuerySpecification;
  GroupBy: GroupBy;
  WindowDefinition: WindowDefinition;
  SelectItem: SelectItem;
  GroupingElement: GroupingElement;
  GroupingSet: readonly ExpressionNode[];

  Relation: RelationNode;
  JoinTail: (left: RelationNode, at: number) => JoinNode;
  JoinType: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL';
  JoinCriteria: JoinCriteria;
  SampledRelation: RelationNode;
  Sample: (relation: RelationNode, at: number) => SampledRelation;
  PatternRecognition: RelationNode;
  AliasedRelation: RelationNode;
  TableAlias: Alias;
  RelationPrimary: RelationNode;
  QueryPeriod: QueryPeriod;
  TableFunctionCall: TableFunctionInvocation;
  CopartitionTables: readonly QualifiedName[];
  TableFunctionArgument: TableFunctionArgument;
  TableArgument: TableArgument;
  TableArgumentRelation: RelationNode;
  TableArgumentAlias: Alias;
  TableArgumentPartition: readonly ExpressionNode[];
  TableArgumentOrder: OrderBy;
  DescriptorArgument: DescriptorArgument;
  DescriptorField: DescriptorField;

  MatchRecognize: (input: RelationNode, at: number) => RelationNode;
  MeasureDefinition: MeasureDefinition;
  RowsPerMatch: RowsPerMatch;
  EmptyMatchHandling: RowsPerMatch;
  SkipTo: SkipTo;
  SubsetDefinition: SubsetDefinition;
  VariableDefinition: VariableDefinition;
  RowPattern: RowPattern;
  PatternSequence: RowPattern;
  PatternTerm: RowPattern;
  PatternPrimary: RowPattern;
  PatternQuantifier: PatternQuantifier;

  Disjunction: ExpressionNode;
  Conjunction: ExpressionNode;
  Negation: ExpressionNode;
  Predicated: ExpressionNode;
  Predicate: (value: ExpressionNode) => ExpressionNode;
  Concatenation: ExpressionNode;
  ConcatenationTail: Tail<ExpressionNode>;
  Sum: ExpressionNode;
  SumTail: Tail<ExpressionNode>;
  Product: ExpressionNode;
  ProductTail: Tail<ExpressionNode>;
  Signed: ExpressionNode;
  Zoned: ExpressionNode;
  AtTimeZone: Tail<ExpressionNode>;
  Primary: ExpressionNode;
  Suffix: Suffix;
  PrimaryBase: ExpressionNode;
  Parameter: ExpressionNode;
  Number: LiteralNode;
  WhenClause: { readonly at: number; readonly condition: ExpressionNode; readonly result: ExpressionNode };
  TrimFrom: TrimOperands | 'FROM';
  Interval: IntervalLiteral;
  FunctionCall: ExpressionNode;
  FunctionArguments: { readonly distinct: boolean; readonly arguments: readonly ExpressionNode[] };
  ListAggregation: ExpressionNode;
  ListOverflow: {
    readonly error: boolean;
    readonly filler: StringLiteral | undefined;
    readonly withCount: boolean;
  };
  CallWindow: { readonly nullTreatment: number | undefined; readonly window: WindowNode };
  Over: WindowNode;
  WindowSpecification: WindowSpecification;
  WindowFrame: WindowFrame;
  FrameExtent: {
    readonly type: WindowFrame['type'];
    readonly start: FrameBound;
    readonly end: FrameBound | undefined;
  };
  FrameBound: FrameBound;

  JsonFunction: ExpressionNode;
  JsonPathInvocation: JsonPathInvocation;
  JsonArgument: JsonPathParameter;
  JsonValueExpression: {
    readonly at: number;
    readonly value: ExpressionNode;
    readonly format: JsonFormat | undefined;
  };
  JsonRepresentation: JsonFormat;
  JsonReturning: JsonReturning;
  JsonValueBehavior: ValueBehavior;
  JsonWrapper: JsonWrapperBehavior;
  JsonQuotes: 'KEEP' | 'OMIT';
  JsonQueryBehavior: JsonQueryBehavior;
  JsonMembers: {
    readonly members: readonly JsonObjectMember[];
    readonly nullOnNull: boolean | undefined;
    readonly uniqueKeys: boolean;
  };
  JsonMember: JsonObjectMember;
  JsonElements: { readonly elements: readonly JsonArrayElement[]; readonly nullOnNull: boolean | undefined };
  JsonUniqueness: boolean;
  JsonTable: JsonTable;
  JsonColumn: JsonTableColumn;
  JsonPlan: JsonTablePlan;
  JsonSpecificPlan: JsonTablePlan;
  PathPlan: JsonTablePlanLeaf;
  JsonDefaultPlan: JsonTablePlan;

  Type: DataTypeNode;
  ArrayOf: number | undefined;
  TypeBase: DataTypeNode;
  TypeParameter: DataTypeArgument;
  RowField: RowDataTypeField;

  FunctionSpecification: FunctionSpecification;
  FunctionDeclaration: { readonly name: QualifiedName; readonly parameters: readonly RoutineParameter[] };
  ParameterDeclaration: RoutineParameter;
  RoutineCharacteristic: RoutineCharacteristic;
  ControlStatement: ControlStatement;
  CaseBlock: ConditionalBlock;
  ElseIfBlock: ConditionalBlock;
  VariableDeclaration: VariableDeclaration;

  QualifiedName: QualifiedName;
  Identifier: IdentifierNode;
  String: StringLiteral;
}
