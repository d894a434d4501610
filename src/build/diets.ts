// Plug-ins that keep out of the package's bundles what its libraries carry and we never use.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** What Prism loads at start-up (0.5 to 1 s) for what the mock never does; src/mock/prism-diet.ts says what. */
export const prismDiet: Plugin = {
  name: 'prism-diet',
  setup({ onResolve, onLoad }) {
    const filter = /^(?:@faker-js\/faker|postman-collection|node-fetch|https?-proxy-agent)(?:\/|$)/;
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

/** Its ESM build writes to `module.exports` when it finds a `module`, and in a CommonJS bundle that is the bundle's own. */
export const commonJsOno: Plugin = {
  name: 'commonjs-ono',
  setup({ onResolve }) {
    onResolve({ filter: /^@jsdevtools\/ono$/ }, ({ path, resolveDir }) => ({
      path: createRequire(join(resolveDir, 'x.js')).resolve(path),
    }));
  },
};

/** Addresses are parsed by Node, and the tables of international host names go: src/gate/include/hyperjump.ts reads plain ones. */
export const hyperjumpDiet: Plugin = {
  name: 'hyperjump-diet',
  setup({ initialOptions, onResolve }) {
    const here = join(initialOptions.absWorkingDir ?? '', 'src/gate/include');
    onResolve({ filter: /^@hyperjump\/uri$/ }, ({ importer }) =>
      /json-schema-formats/.test(importer) ? undefined : { path: join(here, 'hyperjump-iri.ts') },
    );
    onResolve({ filter: /^idn-hostname$/ }, ({ path, resolveDir }) => ({
      path: createRequire(join(resolveDir, 'x.js')).resolve(path),
      sideEffects: false,
    }));
  },
};
