import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'generated/',
      'node_modules/',
      'codegen/fixtures/*/expected/',
      'web/docs/',
      'coverage/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers and booleans read well in template strings; objects stay forbidden.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Handlers implement generated interfaces whose methods return promises; some have nothing to await.
      '@typescript-eslint/require-await': 'off',
      // Tests assert with chai's property expressions.
      '@typescript-eslint/no-unused-expressions': 'off',
      // `while (true)` is the shape of a poll loop.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
);
