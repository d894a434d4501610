// Keeps two libraries from being loaded with Prism: it imports @faker-js/faker and postman-collection at start-up (0.5 to 1 s),
// but needs them only to invent bodies and to read Postman files, which this mock never does. Must be imported before Prism.
// In the package, where nothing goes through Node’s module cache, the plug-in `prism-diet` of src/build/dist.ts does the same.
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

put('@stoplight/prism-http', '@faker-js/faker');
put('@stoplight/http-spec/postman/operation', 'postman-collection');
