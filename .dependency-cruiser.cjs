/**
 * The tree's one rule: a stage of the engine imports the stages to its left and the vocabulary, nothing else. Handlers import the
 * engine and generated/; only schedule/ and exchange/ use the worker client.
 */
const vocabulary = '(types|functions|expressions|catalog|session|transaction|errors|units|values)';
const stages = [
  'parse',
  'analyze',
  'commands',
  'plan',
  'fragment',
  'pages',
  'exchange',
  'execute',
  'schedule',
  'results',
];

/** Stages that a stage may not import: those to its right. */
const toTheRight = stages.slice(0, -1).map((stage, index) => ({
  name: `${stage}-only-looks-left`,
  severity: 'error',
  comment: 'A stage knows nothing of those that come after it in the life of a query.',
  from: { path: `^src/engine/${stage}/` },
  to: {
    path: `^src/engine/(${stages.slice(index + 1).join('|')})/`,
    // Time, and the connector's and kernel's interfaces, are vocabulary that lives beside its main user.
    pathNot: '^src/engine/(schedule/(clock|node-manager)|pages/vector|execute/kernel)\\.ts$',
  },
}));

module.exports = {
  forbidden: [
    ...toTheRight,
    {
      name: 'no-cycles',
      severity: 'error',
      // SQL is recursive, so its formatter is: a query holds relations, expressions and queries.
      from: { path: '^src/', pathNot: '^src/engine/parse/format/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'vocabulary-knows-no-stage',
      severity: 'error',
      comment:
        'Words that every stage uses must not depend on a stage. Reading types and expressions needs the parser.',
      from: { path: `^src/engine/${vocabulary}/` },
      to: {
        path: `^src/engine/(${stages.slice(1).join('|')})/`,
        pathNot: '^src/engine/(schedule/clock|pages/vector)\\.ts$',
      },
    },
    {
      name: 'engine-knows-no-server',
      severity: 'error',
      from: { path: '^src/(engine|connectors)/' },
      to: { path: '^src/(server|handlers|config|main|index)' },
    },
    {
      name: 'worker-client-only-in-schedule-and-exchange',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/engine/(schedule|exchange)/|^src/server/|^src/handlers/coordinator/ui',
      },
      to: { path: '^generated/worker/client' },
    },
    {
      name: 'client-needs-no-server',
      severity: 'error',
      comment:
        'Browsers load the client: of generated code it takes the client of the coordinator, of this project nothing else.',
      from: { path: '^src/client/' },
      to: {
        pathNot:
          '^src/client/|^generated/coordinator/(client|operations|types)|^generated/runtime/client\\.ts$',
      },
    },
    {
      name: 'client-runtime-loads-in-browsers',
      severity: 'error',
      from: { path: '^generated/runtime/(client|call|content|json|operation|scalars|encoded)\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'generated-stands-alone',
      severity: 'error',
      // The parser made from the grammar calls the handwritten actions.
      from: { path: '^generated/', pathNot: '^generated/sql/' },
      to: { path: '^src/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
