import { parse as parseQuery } from 'node:querystring';
import type { IncomingMessage } from 'node:http';
import type { ParameterDescriptor } from './descriptors.ts';
import { describeErrors, type Problem, type Validate } from './problem.ts';
import { readScalar, splitList } from './scalars.ts';

/** The values of a request's parameters by their names in the spec. */
export interface ParameterValues {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
}

/**
 * Reads the parameters of an operation from a request.
 *
 * @param pathValues the decoded path parameters, as Express found them
 * @returns the values, or the first problem
 */
export function readParameters(
  descriptors: readonly ParameterDescriptor[],
  validate: Validate | undefined,
  request: IncomingMessage,
  pathValues: Readonly<Record<string, string | string[] | undefined>>,
): ParameterValues | Problem {
  const values: ParameterValues = { path: {}, query: {}, headers: {} };
  if (descriptors.length === 0) return values;
  let query: Readonly<Record<string, string | string[] | undefined>> | undefined;
  for (const descriptor of descriptors) {
    const { name, group } = descriptor;
    let text: string | string[] | undefined;
    if (group === 'path') text = pathText(pathValues[name]);
    else if (group === 'query') {
      query ??= queryOf(request.url ?? '');
      text = query[name];
      // Of a repeated value Trino takes the first.
      if (Array.isArray(text) && descriptor.list !== true) text = text[0];
    } else text = headerText(request, name);
    if (text === undefined) {
      if (descriptor.default !== undefined) values[group][name] = descriptor.default;
      else if (descriptor.required) {
        return {
          kind: kindOf(group),
          parameter: name,
          message: `The ${kindOf(group)} parameter ${name} is missing`,
        };
      }
      continue;
    }
    const value = readValue(descriptor, text);
    if (value === undefined) {
      return {
        kind: kindOf(group),
        parameter: name,
        value: String(text),
        message: `The ${kindOf(group)} parameter ${name} is no ${descriptor.type}`,
      };
    }
    values[group][name] = value;
  }
  return validate === undefined || validate(values) ? values : parameterProblem(values, validate);
}

function queryOf(url: string): Readonly<Record<string, string | string[] | undefined>> {
  const mark = url.indexOf('?');
  return mark === -1 ? {} : parseQuery(url.slice(mark + 1));
}

function pathText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join('/') : value;
}

function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(',') : value;
}

function kindOf(group: ParameterDescriptor['group']): 'path' | 'query' | 'header' {
  return group === 'headers' ? 'header' : group;
}

function readValue(descriptor: ParameterDescriptor, text: string | string[]): unknown {
  if (descriptor.list === true) {
    // Blanks around items and empty items say nothing, as in Trino's own lists.
    const items = descriptor.group === 'query' ? [text].flat() : splitList(String(text));
    const values = items.map((item) => readScalar(descriptor.type, item));
    return values.includes(undefined) ? undefined : values;
  }
  if (text === '' && descriptor.emptyAllowed === true && descriptor.type === 'boolean') return true;
  return readScalar(descriptor.type, String(text));
}

/** Says which parameter a validator's error is about. */
function parameterProblem(values: ParameterValues, validate: Validate): Problem {
  const errors = [...(validate.errors ?? [])];
  const [, group, escaped] = (errors[0]?.instancePath ?? '').split('/');
  const name = (escaped ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  const place = group === 'path' || group === 'query' ? group : 'headers';
  return {
    kind: kindOf(place),
    parameter: name,
    value: String(values[place][name]),
    message: describeErrors('The request', errors),
    errors,
  };
}
