import { expect } from 'chai';
import { loadSpec, type Schema, type Spec } from './spec.ts';

type Described = Schema & {
  readonly description?: string;
  readonly example?: unknown;
  readonly discriminator?: { readonly mapping: Readonly<Record<string, string>> };
  readonly 'x-unverified'?: boolean;
};

/** The JSON that a schema's description shows: tools take an `example` with an `id` for a schema of that name, so it can't stand there. */
function shownIn({ description = '', example }: Described): unknown[] {
  const blocks = [...description.matchAll(/```json\n([\s\S]*?)```/g)];
  return [
    ...blocks.map(([, text]) => JSON.parse(String(text)) as unknown),
    ...(example === undefined ? [] : [example]),
  ];
}

describe("Examples in the worker's schemas", () => {
  let spec: Spec;
  let schemas: [string, Described][];

  before(async () => {
    spec = await loadSpec('worker');
    schemas = Object.entries(spec.document.components.schemas);
  });

  it('are what the schemas allow', function () {
    this.timeout(20_000);
    const wrong = schemas.flatMap(([name, schema]) =>
      shownIn(schema)
        .flatMap((value) => spec.problemWith(value, schema) ?? [])
        .map((problem) => `${name}: ${problem}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('show every plan node that was recorded', () => {
    const all = new Map(schemas);
    const mapping = all.get('PlanNode')?.discriminator?.mapping ?? {};
    const nodes = Object.entries(mapping).map(([type, ref]) => ({
      type,
      name: String(ref.split('/').at(-1)),
    }));
    expect(nodes).to.have.length(45);
    for (const { type, name } of nodes) {
      const schema = all.get(name);
      const isRecorded = schema?.['x-unverified'] !== true;
      const shown = schema === undefined ? [] : shownIn(schema);
      expect(
        shown.map((node) => (node as { '@type': string })['@type']),
        name,
      ).to.deep.equal(isRecorded ? [type] : []);
    }
  });
});
