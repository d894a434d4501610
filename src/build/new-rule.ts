// A new rule, whole: every file that its tests ask for, as texts to write. What is to be filled in fails until it is.
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Path → whole text of what is written; or the sentence that says why nothing is. */
export type Plan = ReadonlyMap<string, string> | string;

/** Plans the rule `id`: of the house style when it begins with `jettson-`, else of the gate. */
export async function planRule(root: string, id: string): Promise<Plan> {
  if (!/^[a-z]+(?:-[a-z]+)+$/.test(id) || id.length > 50)
    return `\`${id}\` is no name of a rule: two or more words in lower case, joined by hyphens, such as parameter-required or jettson-one-tag`;
  const { files, edits } = id.startsWith('jettson-') ? houseRule(id) : gateRule(id);
  const taken = Object.keys(files).find((file) => existsSync(join(root, file)));
  if (taken !== undefined) return `the rule ${id} is there already: ${taken}`;
  const writes = new Map(Object.entries(files));
  for (const [file, places] of Object.entries(edits)) {
    let text = await readFile(join(root, file), 'utf8');
    for (const place of places) {
      const at = place(text);
      if (at === undefined)
        return `${file} has no longer the form that a rule is put into: add it there by hand`;
      text = `${text.slice(0, at.offset)}${at.put}${text.slice(at.offset)}`;
    }
    writes.set(file, text);
  }
  return writes;
}

/** Where in a text something is put; undefined where the text has no such place. */
type Place = (text: string) => { readonly offset: number; readonly put: string } | undefined;

interface Parts {
  readonly files: Readonly<Record<string, string>>;
  readonly edits: Readonly<Record<string, readonly Place[]>>;
}

const camel = (id: string): string => id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Before the first match of `pattern`. */
const before =
  (pattern: RegExp, put: string): Place =>
  (text) => {
    const offset = text.search(pattern);
    return offset === -1 ? undefined : { offset, put };
  };

/** In the order of the lines that match `pattern`; behind the last of them where all come before it. */
const among =
  (pattern: RegExp, put: string): Place =>
  (text) => {
    const lines = [...text.matchAll(pattern)];
    const next = lines.find(([line]) => `${line}\n` > put);
    const last = lines.at(-1);
    if (next) return { offset: next.index, put };
    return last && { offset: last.index + last[0].length + 1, put };
  };

function gateRule(id: string): Parts {
  const name = camel(id);
  const fixture = `openapi: 3.1.1
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses: { "200": { description: ok } }
`;
  return {
    files: {
      [`src/gate/rules/${id}.ts`]: `import { rule } from './rule.js';

/** Who meets the difference, and what it costs them. */
export const ${name} = rule({
  id: '${id}',
  waysOut: [],
  judges: {}, // one generator for each kind of pair that it looks at: rule.ts
});
`,
      [`test/gate/rules/${id}/base.yaml`]: fixture,
      [`test/gate/rules/${id}/head.yaml`]: fixture,
      [`test/gate/rules/${id}/expected.json`]: '{\n  "baseToHead": [],\n  "headToBase": []\n}\n',
    },
    edits: {
      'src/gate/rules/rules.ts': [
        among(/^import \{ .* } from '\.\/.*';$/gm, `import { ${name} } from './${id}.js';\n`),
        among(/^ {2}\w+,$/gm, `  ${name},\n`),
      ],
      'src/gate/rules/README.md': [
        (text) => ({
          offset: text.length,
          put: `\n## ${id}\n\nWho meets the difference, and what it costs them.\nLevel: breaking.\nInstead: what keeps everybody working.\n`,
        }),
      ],
    },
  };
}

function houseRule(id: string): Parts {
  return {
    files: {
      [`src/lint/${id}.js`]: `/**
 * What the rule asks for, and who says so.
 * @type {import('./reading.js').LintFunction}
 */
export default function ${camel(id.replace(/^jettson-/, ''))}(_value, _options, _context) {
  return []; // { path, message }: the way out and the link stand in spectral.yaml
}
`,
      [`test/lint/${id}.test.ts`]: `import { rule } from './rule.js';

rule('${id}', {
  valid: [],
  invalid: [],
  canary: {
    name: 'a defect in the contract',
    change: { edit: 'openapi/openapi.yaml', find: 'openapi: 3.1.0', put: 'openapi: 3.1.0' },
    rule: '${id}',
    line: 'openapi: 3.1.0',
  },
});
`,
    },
    edits: {
      'spectral.yaml': [
        before(/\naliases:\n/, `  - ${id}\n`),
        before(
          / {2}# ── spectral:oas/,
          `  ${id}:
    description: What the rule asks for.
    message: "{{error}}: the way out. See openapi/README.md#${id}"
    severity: error
    resolved: false
    given: "#Operation"
    then:
      function: ${id}

`,
        ),
      ],
      'openapi/README.md': [
        before(
          /^## What the run checks besides$/m,
          `### ${id}

What the rule asks for.

Why: who says so.

\`\`\`yaml
# wrong
paths: {}
\`\`\`

\`\`\`yaml
# right
paths: {}
\`\`\`

Way out: what to do.

`,
        ),
      ],
    },
  };
}
