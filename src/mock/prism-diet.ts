// Keeps libraries from being loaded with Prism that it imports at start-up (0.5 to 1 s) for what this mock never does: inventing
// bodies (@faker-js/faker), reading Postman files (postman-collection), calling other servers (the rest). Must be imported
// before Prism. In the package, where nothing goes through Node’s module cache, the plug-in `prism-diet` of src/build/diets.ts
// does the same.
import { createRequire, Module } from 'node:module';

const here = createRequire(import.meta.url);

function put(from: string, name: string): void {
  try {
    const path = createRequire(here.resolve(from)).resolve(name);
    if (here.cache[path]) return; // somebody really uses it
    const empty = new Module(path);
    empty.loaded = true;
    empty.exports = {};
    here.cache[path] = empty;
  } catch {
    // Not installed as expected: Prism then loads what it finds, only more slowly.
  }
}

for (const name of ['@faker-js/faker', 'node-fetch', 'http-proxy-agent', 'https-proxy-agent'])
  put('@stoplight/prism-http', name);
put('@stoplight/http-spec/postman/operation', 'postman-collection');
