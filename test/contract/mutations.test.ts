import { expect } from 'chai';
import { objectLevels } from './object-levels.ts';
import { type Recording, readRecordings } from './recording.ts';
import { findOperation, findRoute, type OperationRoute } from './route.ts';
import { loadSpec, type Schema, type Spec } from './spec.ts';

/** A recorded JSON body with the schema that describes it. */
interface Body {
  readonly name: string;
  readonly spec: Spec;
  readonly schema: Schema;
  readonly value: object;
}

/** How many bodies of each operation and direction are mutated: the largest ones. */
const BODIES_EACH = 2;

function bodiesOf(
  spec: Spec,
  route: OperationRoute,
  recording: Recording,
): (Body & { readonly key: string })[] {
  const { request, response, name } = recording;
  const answer = spec.resolve(route.operation.responses[String(response.status)] ?? {});
  const content =
    route.operation.requestBody === undefined ? {} : spec.resolve(route.operation.requestBody).content;
  return [
    { value: response.body, schema: answer.content?.['application/json']?.schema, direction: 'response' },
    ...(response.status < 400
      ? [{ value: request.body, schema: content['application/json']?.schema, direction: 'request' }]
      : []),
  ].flatMap(({ value, schema, direction }) =>
    schema === undefined || value === null || typeof value !== 'object' || Buffer.isBuffer(value)
      ? []
      : [{ name, spec, schema, value, key: `${spec.name} ${route.operation.operationId} ${direction}` }],
  );
}

/** The largest recorded bodies of each operation. */
function largestBodies(specs: readonly Spec[]): Map<string, Body[]> {
  const found = new Map<string, Body[]>();
  const size = (body: Body) => JSON.stringify(body.value).length;
  for (const recording of readRecordings()) {
    for (const spec of specs) {
      const route = findRoute(spec, String(recording.request.path.split('?', 1)[0]));
      const operation = route && findOperation(spec, route, recording.request.method);
      for (const { key, ...body } of operation === undefined ? [] : bodiesOf(spec, operation, recording)) {
        found.set(key, [...(found.get(key) ?? []), body]);
      }
    }
  }
  return new Map(
    [...found].map(([key, bodies]) => [key, bodies.sort((a, b) => size(b) - size(a)).slice(0, BODIES_EACH)]),
  );
}

describe('Schemas are closed', () => {
  it('a property that nobody knows is refused at every level of every recorded body that is not a map', async function () {
    this.timeout(60_000);
    const bodies = largestBodies([await loadSpec('coordinator'), await loadSpec('worker')]);
    const accepted: string[] = [];
    let mutated = 0;
    for (const [key, largest] of bodies) {
      for (const { name, spec, schema, value } of largest) {
        expect(spec.problemWith(value, schema), name).to.equal(undefined);
        for (const { path, object, mapReason } of objectLevels(spec, schema, value)) {
          if (mapReason !== undefined) continue;
          object['leveretBogus'] = { bogus: true };
          if (spec.problemWith(value, schema) === undefined) accepted.push(`${key} ${name}${path}`);
          delete object['leveretBogus'];
          mutated += 1;
        }
      }
    }
    expect(accepted).to.deep.equal([]);
    expect(bodies.size).to.be.greaterThan(30);
    expect(mutated).to.be.greaterThan(1000);
  });
});
