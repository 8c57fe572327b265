import { decodeFunctionName } from '../../../src/engine/expressions/resolved-function-name.ts';

/** Puts what a resolved name says in the place of its encoding: compressors differ, functions don't. */
export function withReadableNames(expression: string): string {
  return expression.replaceAll(/"(@system@builtin@[^"]+)"/g, (_, name: string) => {
    const { id, signature, functionNullability, typeDependencies, functionDependencies, deterministic } =
      decodeFunctionName(name);
    return `<${JSON.stringify({ id, signature, functionNullability, typeDependencies, functionDependencies, deterministic })}>`;
  });
}
