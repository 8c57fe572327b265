import type { Method, Operation, Parameter, PathItem, Spec } from './spec.ts';

/** A path of the spec that a request's path belongs to, with what stands in its parameters (not decoded twice). */
export interface Route {
  readonly template: string;
  readonly item: PathItem;
  readonly values: Readonly<Record<string, string>>;
}

/** A route with the operation that the request's method means. */
export interface OperationRoute extends Route {
  readonly method: Method;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
}

const methods: readonly Method[] = ['get', 'head', 'post', 'put', 'delete'];

/** The path of the spec that `path` (without a query) belongs to. A path without parameters wins over one with. */
export function findRoute(spec: Spec, path: string): Route | undefined {
  const found = Object.entries(spec.document.paths).flatMap(([template, item]) => {
    const values = matchTemplate(template, path, isMultiSegment(spec, item));
    return values === undefined ? [] : [{ template, item, values }];
  });
  return found.sort((a, b) => Object.keys(a.values).length - Object.keys(b.values).length)[0];
}

/** The methods that a path of the spec knows. */
export function methodsOf(route: Route): readonly Method[] {
  return methods.filter((method) => route.item[method] !== undefined);
}

/** The operation of the route that `method` means. */
export function findOperation(spec: Spec, route: Route, method: string): OperationRoute | undefined {
  const key = method.toLowerCase() as Method;
  const operation = route.item[key];
  if (operation === undefined) {
    return undefined;
  }
  const parameters = [...(route.item.parameters ?? []), ...(operation.parameters ?? [])];
  return {
    ...route,
    method: key,
    operation,
    parameters: parameters.map((parameter) => spec.resolve(parameter)),
  };
}

function isMultiSegment(spec: Spec, item: PathItem): boolean {
  return (item.parameters ?? []).some((parameter) => spec.resolve(parameter)['x-multi-segment'] === true);
}

function matchTemplate(
  template: string,
  path: string,
  multiSegment: boolean,
): Readonly<Record<string, string>> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => String(name));
  const segment = multiSegment ? '(.+)' : '([^/]+)';
  const pattern = template
    .split(/\{[^}]+\}/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join(segment);
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match === null
    ? undefined
    : Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(String(match[index + 1]))]));
}
