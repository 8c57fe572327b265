// Joins the compiled modules that a node loads into a few files below dist/run: a thousand small modules cost a node a quarter of its
// start. Packages stay outside, and what is imported lazily stays in files of its own. Runs after `tsc` in `npm run build`.
import { readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const sources = join(dist, 'src');
const run = join(dist, 'run');

/** What is started as a program or a thread, named as in `src/`. */
const entries = ['main', 'engine/execute/kernel-worker', 'engine/execute/kernel/kept/generator-worker'];

/**
 * A module looks for files beside itself by `import.meta.url`. In a bundle it lies elsewhere; it is told the place below `dist/run` that it
 * has below `dist/src`: both are as deep, and the entries of threads are there.
 */
const ownPlace = {
  name: 'own-place',
  setup(bundle) {
    bundle.onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!path.startsWith(sources)) return undefined;
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const place = JSON.stringify(relative(sources, path).split(sep).join('/'));
      const url = `new URL(${place}, import.meta.url.slice(0, import.meta.url.lastIndexOf('/dist/run/') + 10)).href`;
      return { contents: text.replaceAll('import.meta.url', `(${url})`), loader: 'js' };
    });
  },
};

await rm(run, { recursive: true, force: true });
const { warnings } = await build({
  entryPoints: entries.map((entry) => join(sources, `${entry}.js`)),
  outbase: sources,
  outdir: run,
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  keepNames: true,
  sourcemap: true,
  plugins: [ownPlace],
  logLevel: 'warning',
});
if (warnings.length > 0) process.exit(1);
