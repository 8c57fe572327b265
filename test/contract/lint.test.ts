import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect } from 'chai';
import plugin from '../../openapi/lint/plugin.cjs';

/** A spec of one operation that every rule of ours accepts; tests break it in one place. */
function goodSpec() {
  return {
    openapi: '3.0.3',
    info: { title: 'Tiny', version: '1' },
    tags: [{ name: 'Thing', description: 'Things.' }],
    paths: {
      '/things': {
        get: {
          operationId: 'listThings',
          tags: ['Thing'],
          description: 'Lists things.',
          'x-trino-access': 'PUBLIC',
          parameters: [{ $ref: '#/components/parameters/Since' }] as object[],
          responses: {
            '200': {
              description: 'The things.',
              headers: { 'X-Count': { $ref: '#/components/headers/Count' } } as object,
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Thing' },
                  example: { size: 1 } as object | undefined,
                },
              },
            },
          },
        } as Record<string, unknown> & { parameters: object[] },
      },
    },
    components: {
      parameters: {
        Since: {
          name: 'X-Since',
          in: 'header',
          description: 'From when on.',
          schema: { $ref: '#/components/schemas/Long' },
        },
      },
      headers: { Count: { description: 'How many.', schema: { type: 'string' } } },
      schemas: {
        Thing: {
          type: 'object',
          description: 'A thing.',
          additionalProperties: false,
          properties: { size: { $ref: '#/components/schemas/Long' } },
        } as Record<string, unknown>,
        Long: { type: 'integer', format: 'int64', description: 'A number.' } as object,
      },
    },
  };
}

type Spec = ReturnType<typeof goodSpec>;

async function rulesThatFire(spec: Spec): Promise<string[]> {
  const config = await createConfig({
    plugins: [plugin()],
    rules: Object.fromEntries(Object.keys(plugin().rules.oas3).map((rule) => [`leveret/${rule}`, 'error'])),
  });
  const problems = await lintFromString({ source: JSON.stringify(spec), config });
  return [...new Set(problems.map((problem) => problem.ruleId))];
}

/** Each of our rules with specs that it has to refuse. */
const breaks: Record<string, Record<string, (spec: Spec) => void>> = {
  'camel-case-operation-id': {
    'an id with a dash': (spec) => (spec.paths['/things'].get.operationId = 'list-things'),
    'an id in capitals': (spec) => (spec.paths['/things'].get.operationId = 'ListThings'),
    'no id': (spec) => delete spec.paths['/things'].get.operationId,
  },
  'access-class': {
    'no access class': (spec) => delete spec.paths['/things'].get['x-trino-access'],
    'an unknown access class': (spec) => (spec.paths['/things'].get['x-trino-access'] = 'EVERYONE'),
  },
  'headers-as-components': {
    'a request header in place': (spec) =>
      (spec.paths['/things'].get.parameters = [spec.components.parameters.Since]),
    'an answer header in place': (spec) =>
      (response(spec).headers = { 'X-Count': spec.components.headers.Count }),
  },
  'example-for-each-body': {
    'a body without an example': (spec) => (mediaType(spec).example = undefined),
  },
  'no-bare-integer': {
    'an integer without a format': (spec) =>
      (spec.components.schemas.Thing.properties = { size: { type: 'integer' } }),
    '64 bits without Long': (spec) =>
      (spec.components.schemas.Thing.properties = { size: { type: 'integer', format: 'int64' } }),
  },
  'closed-schemas': {
    'an object that says nothing': (spec) => delete spec.components.schemas.Thing.additionalProperties,
    'an open object without a reason': (spec) => (spec.components.schemas.Thing.additionalProperties = true),
    'a map without a reason': (spec) =>
      (spec.components.schemas.Thing.additionalProperties = { type: 'string' }),
    'any value without a reason': (spec) =>
      (spec.components.schemas.Thing.properties = { size: { description: 'Anything.' } }),
  },
  described: {
    'an operation without a description': (spec) => delete spec.paths['/things'].get.description,
    'a schema without a description': (spec) => delete spec.components.schemas.Thing.description,
    'a property with an empty description': (spec) =>
      (spec.components.schemas.Thing.properties = { size: { type: 'string', description: ' ' } }),
    'an answer with an empty description': (spec) => (response(spec).description = ''),
  },
};

function response(spec: Spec): { description: string; headers: object } {
  return (spec.paths['/things'].get.responses as Record<'200', { description: string; headers: object }>)[
    '200'
  ];
}

function mediaType(spec: Spec): { example: object | undefined } {
  const { content } = response(spec) as unknown as {
    content: Record<string, { example: object | undefined }>;
  };
  return content['application/json'] as { example: object | undefined };
}

describe('Lint rules of our own', () => {
  it('accept a spec that breaks none', async () => {
    expect(await rulesThatFire(goodSpec())).to.deep.equal([]);
  });

  it('all have a spec that they refuse', () => {
    expect(Object.keys(breaks)).to.have.members(Object.keys(plugin().rules.oas3));
  });

  for (const [rule, cases] of Object.entries(breaks)) {
    for (const [what, breakIt] of Object.entries(cases)) {
      it(`${rule} refuses ${what}`, async () => {
        const spec = goodSpec();
        breakIt(spec);
        expect(await rulesThatFire(spec)).to.deep.equal([`leveret/${rule}`]);
      });
    }
  }
});
