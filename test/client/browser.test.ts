import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';

const entry = fileURLToPath(new URL('../../src/client/index.ts', import.meta.url));

/** The file and all that it loads at run time, with what it imports by name. Imports of types are no loads. */
function loadedFrom(file: string): ReadonlyMap<string, readonly string[]> {
  const loaded = new Map<string, readonly string[]>();
  const pending = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (loaded.has(next)) continue;
    const output = ts.transpileModule(readFileSync(next, 'utf8'), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      },
    }).outputText;
    const imports = ts.preProcessFile(output, true, true).importedFiles.map(({ fileName }) => fileName);
    loaded.set(next, imports);
    for (const name of imports) {
      if (name.startsWith('.')) pending.push(fileURLToPath(new URL(name, `file://${next}`)));
    }
  }
  return loaded;
}

describe('client in browsers', () => {
  it('loads no module of Node and no package', () => {
    const loaded = loadedFrom(entry);
    expect(loaded.size).to.be.greaterThan(10);
    for (const [file, imports] of loaded) {
      for (const name of imports) expect(name, `imported by ${file}`).to.match(/^\.\.?\//);
    }
  });

  it('loads nothing of the server', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    for (const file of loadedFrom(entry).keys()) {
      expect(file.slice(root.length)).to.match(
        /^(src\/client\/|generated\/runtime\/|generated\/coordinator\/(client\/StatementApi|operations)\.ts$)/,
      );
    }
  });

  it('uses no name that browsers lack', function () {
    this.timeout(60_000);
    const loaded = loadedFrom(entry);
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      noEmit: true,
    };
    const host = ts.createCompilerHost(options);
    // Packages aren't looked for: types of Node, which are imported as types here and there, would declare Node's globals too.
    host.resolveModuleNameLiterals = (names, file) =>
      names.map(({ text }) =>
        text.startsWith('.')
          ? ts.resolveModuleName(text, file, options, host)
          : { resolvedModule: undefined },
      );
    const program = ts.createProgram([...loaded.keys()], options, host);
    const problems = [...loaded.keys()].flatMap((file) => {
      const source = program.getSourceFile(file);
      return source === undefined
        ? [`${file} is not compiled`]
        : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
            ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
          );
    });
    expect(problems.join('\n')).to.equal('');
    expect(program.getSourceFiles().filter(({ fileName }) => fileName.includes('/@types/'))).to.have.length(
      0,
    );
  });

  it('has types that need no package either', function () {
    this.timeout(60_000);
    const program = ts.createProgram([entry], {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      rewriteRelativeImportExtensions: true,
      outDir: '/declarations',
      rootDir: fileURLToPath(new URL('../../', import.meta.url)),
    });
    const declarations = new Map<string, string>();
    program.emit(undefined, (file, text) => declarations.set(file, text));
    const pending = ['/declarations/src/client/index.d.ts'];
    const seen = new Set(pending);
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      const text = declarations.get(file);
      expect(text, file).to.be.a('string');
      for (const { fileName } of ts.preProcessFile(text ?? '', true, true).importedFiles) {
        expect(fileName, `imported by ${file}`).to.match(/^\.\.?\//);
        const next = fileURLToPath(new URL(fileName.replace(/\.[jt]s$/, '.d.ts'), `file://${file}`));
        if (!seen.has(next)) pending.push(next);
        seen.add(next);
      }
    }
    expect(seen.size).to.be.greaterThan(10);
  });
});
