import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import ts from 'typescript';

const project = fileURLToPath(new URL('../../', import.meta.url));
const cases = fileURLToPath(new URL('compile/cases.ts', import.meta.url));

/** What the compiler says about the cases, with some of their text replaced, under the project's own options. */
function diagnose(
  replace: (text: string) => string,
): readonly { readonly line: number; readonly message: string }[] {
  const config = ts.readConfigFile(`${project}tsconfig.json`, (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, project);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageOptions, ...rest) =>
    name === cases
      ? ts.createSourceFile(name, replace(readFileSync(name, 'utf8')), languageOptions)
      : read(name, languageOptions, ...rest);
  const program = ts.createProgram([cases], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => ({
    line: diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? -1,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
  }));
}

describe('generated types', function () {
  this.timeout(60_000);

  it('take what the specs allow and nothing else', () => {
    expect(diagnose((text) => text)).to.deep.equal([]);
  });

  it('refuse each case for its own reason', () => {
    const lines = readFileSync(cases, 'utf8').split('\n');
    const expected = lines.flatMap((text, line) => {
      const reason = /\/\/ @ts-expect-error [^:]*: (.*)$/.exec(text)?.[1];
      return reason === undefined ? [] : [{ line, reason }];
    });
    expect(expected.length).to.be.greaterThan(20);
    const found = diagnose((text) => text.replaceAll('@ts-expect-error', 'expected'));
    for (const { line, reason } of expected) {
      const messages = found
        .filter((diagnostic) => diagnostic.line === line + 1)
        .map(({ message }) => message);
      expect(messages.join('\n'), `line ${line + 2}: ${lines[line + 1] ?? ''}`).to.include(reason);
    }
    expect([...new Set(found.map(({ line }) => line))]).to.deep.equal(expected.map(({ line }) => line + 1));
  });
});
