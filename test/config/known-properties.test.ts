import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { computed, serverProperties } from '../../src/config/known-properties.ts';
import { parsePropertyValue } from '../../src/config/property-value.ts';
import { serverPropertyIndex } from '../../src/config/property-index.ts';
import { requiredValues } from '../../src/config/required-value.ts';
import { settingNames, settingRegistry } from '../../src/config/settings.ts';

/** Every source file but those of the configuration itself. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'config' ? [] : sources(file);
    return entry.name.endsWith('.ts') ? [readFileSync(file, 'utf8')] : [];
  });
}

describe('known properties', () => {
  it('have defaults of their own kind', () => {
    for (const [name, kind, defaultValue, facts] of serverProperties) {
      if (defaultValue === undefined || defaultValue === computed) continue;
      expect(parsePropertyValue(kind, defaultValue, facts?.values), name).not.to.equal(undefined);
    }
  });

  it('are listed once', () => {
    const names = serverProperties.flatMap(([name, , , facts]) => [name, ...(facts?.legacy ?? [])]);
    expect(names.length).to.equal(new Set(names).size);
  });

  it('know what needs a value here', () => {
    for (const name of Object.keys(requiredValues))
      expect(serverPropertyIndex().find(name), name).not.to.equal(undefined);
  });

  it('have no setting that nothing reads', () => {
    const text = sources(new URL('../../src', import.meta.url).pathname).join('\n');
    const configuration = readFileSync(
      new URL('../../src/config/load-configuration.ts', import.meta.url),
      'utf8',
    );
    const unread = settingNames.filter((name) => !new RegExp(`\\b${name}\\b`).test(text + configuration));
    expect(unread).to.deep.equal([]);
  });

  it('count a setting once', () => {
    const properties = settingNames.map((name) => settingRegistry[name].property);
    expect(properties.length).to.equal(new Set(properties).size);
  });
});
