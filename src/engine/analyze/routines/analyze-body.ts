import type { Expression } from '../../expressions/expression.ts';
import { simplify } from '../../expressions/simplify.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { IdentifierNode } from '../../parse/tree/identifier.ts';
import type { ConditionalBlock, ControlStatement } from '../../parse/tree/routine.ts';
import { variableSymbol } from '../../routines/routine.ts';
import type { RoutineBlock, RoutineStatement, RoutineVariable } from '../../routines/routine.ts';
import { canCoerce, commonSuperType } from '../../types/coercion.ts';
import type { Type } from '../../types/type.ts';
import { expressionsIn } from '../aggregate-checks.ts';
import { analyzeExpression } from '../analyze-expression.ts';
import { coerce, nullOf, typeText } from '../coerce.ts';
import type { QueryContext } from '../query-context.ts';
import type { Field, Scope } from '../scope.ts';
import { semanticError } from '../semantic-error.ts';
import { SubqueryCollector } from '../subquery-collector.ts';
import { readRoutineType } from './read-routine-type.ts';

/** A variable that names can mean. */
interface Declared {
  readonly name: string;
  readonly variable: RoutineVariable;
}

/** Analyses a function's body: a block's variables are known to its end, labels within their loops. */
export class BodyAnalyzer {
  /** All expressions as they were analysed, constants not yet folded. */
  readonly expressions: Expression[] = [];
  readonly #returnType: Type;
  readonly #context: QueryContext;
  #variables: readonly Declared[] = [];
  #labels: readonly string[] = [];
  #nextField = 0;

  constructor(returnType: Type, context: QueryContext) {
    this.#returnType = returnType;
    this.#context = context;
  }

  declareParameter(name: string, type: Type): RoutineVariable {
    const variable = this.#newVariable(type, nullOf(type));
    this.#variables = [...this.#variables, { name, variable }];
    return variable;
  }

  /** @throws TrinoError ALREADY_EXISTS, NOT_FOUND, TYPE_MISMATCH, and what expressions fail with */
  statement(node: ControlStatement): RoutineStatement {
    switch (node.kind) {
      case 'return':
        return { kind: 'return', value: this.#valueOf(node.value, this.#returnType, 'Value of RETURN') };
      case 'assignment': {
        const { value } = node.target;
        // Names of variables are lower case; of the target the case counts, as in Trino.
        const name = node.target.delimited ? value : value.toLowerCase();
        const target = this.#variables.find((each) => each.name === name)?.variable;
        if (target === undefined) {
          throw semanticError(
            'NOT_FOUND',
            node.target,
            `Variable cannot be resolved: ${name === name.toLowerCase() ? name : `"${name}"`}`,
          );
        }
        return {
          kind: 'set',
          target,
          value: this.#valueOf(node.value, target.type, `Value of SET '${name}'`),
        };
      }
      case 'compound':
        return this.#nested(() => {
          const variables = node.variables.flatMap(({ names, type: typeNode, defaultValue }) => {
            const type = readRoutineType(typeNode, typeNode.location);
            for (const [i, name] of names.entries()) this.#verifyNew(name, names.slice(0, i));
            const initial =
              defaultValue === undefined
                ? nullOf(type)
                : this.#valueOf(defaultValue, type, 'Value of DEFAULT');
            return names.map((name) => {
              const variable = this.#newVariable(type, initial);
              this.#variables = [...this.#variables, { name: name.value.toLowerCase(), variable }];
              return variable;
            });
          });
          return { kind: 'block', variables, statements: this.#statements(node.statements) };
        });
      case 'ifStatement':
        return this.#branches(node.branches, node.otherwise, (branch, i) =>
          this.#condition(branch.condition, i === 0 ? 'IF statement' : 'ELSEIF clause'),
        );
      case 'caseStatement':
        return this.#case(node);
      case 'loop':
        return this.#labelled(node.label, (label) => ({
          kind: 'loop',
          ...label,
          block: this.#block(node.statements),
        }));
      case 'while':
        return this.#labelled(node.label, (label) => ({
          kind: 'while',
          ...label,
          condition: this.#condition(node.condition, 'WHILE statement'),
          block: this.#block(node.statements),
        }));
      case 'repeat':
        return this.#labelled(node.label, (label) => ({
          kind: 'repeat',
          ...label,
          condition: this.#condition(node.until, 'REPEAT statement'),
          block: this.#block(node.statements),
        }));
      case 'leave':
        return { kind: 'break', label: this.#label(node.label) };
      case 'iterate':
        return { kind: 'continue', label: this.#label(node.label) };
      default:
        throw new Error(`Unknown statement ${(node satisfies never as ControlStatement).kind}`);
    }
  }

  /** CASE over a value keeps the value in a variable of its own. */
  #case(node: ControlStatement & { readonly kind: 'caseStatement' }): RoutineStatement {
    if (node.operand === undefined) {
      return this.#branches(node.whens, this.#otherwise(node.otherwise), (when) =>
        this.#condition(when.condition, 'WHEN clause'),
      );
    }
    const operand = this.#analyze(node.operand);
    const variable = this.#newVariable(operand.type, simplify(operand));
    const subject: Expression = { kind: 'symbol', name: variableSymbol(variable.field), type: operand.type };
    const choice = this.#branches(node.whens, this.#otherwise(node.otherwise), (when) => {
      const value = this.#analyze(when.condition);
      if (commonSuperType(operand.type, value.type) === undefined || !canCoerce(value.type, operand.type)) {
        throw semanticError(
          'TYPE_MISMATCH',
          when.condition,
          `WHEN clause value must evaluate to CASE value type ${typeText(operand.type)} (actual: ${typeText(value.type)})`,
        );
      }
      return simplify({
        kind: 'comparison',
        type: { kind: 'boolean' },
        operator: '=',
        left: subject,
        right: coerce(value, operand.type),
      });
    });
    return { kind: 'block', variables: [variable], statements: [choice] };
  }

  /** Without ELSE, CASE has an empty one. */
  #otherwise(statements: readonly ControlStatement[] | undefined): readonly ControlStatement[] {
    return statements ?? [];
  }

  #branches(
    branches: readonly ConditionalBlock[],
    otherwise: readonly ControlStatement[] | undefined,
    conditionOf: (branch: ConditionalBlock, index: number) => Expression,
  ): RoutineStatement {
    const done = branches.map((branch, i) => ({
      condition: conditionOf(branch, i),
      ifTrue: this.#block(branch.statements),
    }));
    let rest: RoutineStatement | undefined = otherwise === undefined ? undefined : this.#block(otherwise);
    for (const { condition, ifTrue } of done.reverse()) {
      rest = { kind: 'if', condition, ifTrue, ...(rest !== undefined && { ifFalse: rest }) };
    }
    return rest ?? this.#block([]);
  }

  #block(statements: readonly ControlStatement[]): RoutineBlock {
    return { kind: 'block', variables: [], statements: this.#statements(statements) };
  }

  #statements(statements: readonly ControlStatement[]): RoutineStatement[] {
    return statements.map((each) => this.statement(each));
  }

  #labelled<Result>(
    label: IdentifierNode | undefined,
    make: (label: { readonly label?: string }) => Result,
  ): Result {
    if (label === undefined) return make({});
    const name = label.value.toLowerCase();
    if (this.#labels.includes(name)) {
      throw semanticError('ALREADY_EXISTS', label, `Label already declared in this scope: ${name}`);
    }
    return this.#nested(() => {
      this.#labels = [...this.#labels, name];
      return make({ label: name });
    });
  }

  #label(node: IdentifierNode): string {
    const name = node.value.toLowerCase();
    if (!this.#labels.includes(name)) throw semanticError('NOT_FOUND', node, `Label not defined: ${name}`);
    return name;
  }

  /** What is declared within isn't known behind. */
  #nested<Result>(analyze: () => Result): Result {
    const [variables, labels] = [this.#variables, this.#labels];
    const result = analyze();
    this.#variables = variables;
    this.#labels = labels;
    return result;
  }

  #verifyNew(name: IdentifierNode, before: readonly IdentifierNode[]): void {
    const value = name.value.toLowerCase();
    if (
      this.#variables.some((each) => each.name === value) ||
      before.some((each) => each.value.toLowerCase() === value)
    ) {
      throw semanticError('ALREADY_EXISTS', name, `Variable already declared in this scope: ${value}`);
    }
  }

  #newVariable(type: Type, initial: Expression): RoutineVariable {
    return { field: this.#nextField++, type, initial };
  }

  #condition(node: ExpressionNode, of: string): Expression {
    return this.#valueOf(node, { kind: 'boolean' }, `Condition of ${of}`);
  }

  #valueOf(node: ExpressionNode, type: Type, what: string): Expression {
    const value = this.#analyze(node);
    if (!canCoerce(value.type, type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        node,
        `${what} must evaluate to ${typeText(type)} (actual: ${typeText(value.type)})`,
      );
    }
    return simplify(coerce(value, type));
  }

  #analyze(node: ExpressionNode): Expression {
    refuseQueries(node);
    const fields = this.#variables.map(
      ({ name, variable: { field, type } }): Field => ({ id: variableSymbol(field), name, type }),
    );
    const scope: Scope = { fields, references: [] };
    const expression = analyzeExpression(node, {
      query: this.#context,
      scope,
      subqueries: new SubqueryCollector(this.#context, scope),
    });
    this.expressions.push(expression);
    return expression;
  }
}

function refuseQueries(node: ExpressionNode): void {
  const query =
    node.kind === 'subquery' || node.kind === 'exists' || node.kind === 'quantifiedComparison'
      ? node
      : node.kind === 'in' && node.list.kind === 'subquery'
        ? node.list
        : undefined;
  if (query !== undefined)
    throw semanticError('NOT_SUPPORTED', query, 'Queries are not allowed in functions');
  for (const child of expressionsIn(node)) refuseQueries(child);
}
