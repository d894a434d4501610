// The finished page as plain Markdown: the same words in the same order, for programs and for people without a browser.
// It reads the HTML that this folder wrote, which is regular, and no other.

interface Open {
  readonly name: string;
  readonly kind: string;
  readonly href: string | undefined;
  readonly skip: boolean;
}

interface State {
  /** Finished blocks, the last of them being written. */
  readonly blocks: string[];
  /** Elements that are open, the innermost last. */
  readonly open: Open[];
  fenced: boolean;
}

const skipped = new Set(['head', 'header', 'nav', 'script', 'style', 'caption', 'fieldset']);
const own = new Set(['p', 'ul', 'ol', 'div', 'section', 'table', 'dl', 'summary', 'pre']);
const voids = new Set(['br', 'wbr', 'meta', 'link', 'input']);

/** Markdown of a page that `renderDocs` made. */
export function pageToMarkdown(html: string): string {
  const state: State = { blocks: [''], open: [], fenced: false };
  const tokens = html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/gi);
  for (const [, close, name = '', attributes = '', text] of tokens) {
    if (text !== undefined) write(state, text);
    else if (close) leave(state, name);
    else if (!voids.has(name)) enter(state, name, attributes);
  }
  return `${state.blocks
    .map((block) => (block.startsWith('```') ? block : block.replace(/(\S) {2,}/g, '$1 ')).trimEnd())
    .filter((block) => block.trim() !== '')
    .join('\n\n')
    .replace(/\n\n(?= *- | *\|)/g, '\n')
    .replace(/^((?!- | +- |\|).+)\n(?=- |\|)/gm, '$1\n\n')}\n`;
}

function enter(state: State, name: string, attributes: string): void {
  const kind = / class="([^"]*)"/.exec(attributes)?.[1] ?? '';
  const skip =
    (state.open.at(-1)?.skip ?? false) ||
    skipped.has(name) ||
    kind === 'skip' ||
    (name === 'thead' && kind === 'sr');
  const inRow = inTable(state);
  state.open.push({ name, kind, href: /href="([^"]*)"/.exec(attributes)?.[1], skip });
  if (skip) return;
  const lists = state.open.filter((open) => open.name === 'ul' || open.name === 'ol').length;
  if (name === 'pre') {
    const language = /data-sample="([a-z]+)"/.exec(attributes)?.[1] ?? '';
    state.fenced = true;
    start(state, `\`\`\`${language === 'curl' ? 'sh' : language}\n`);
  } else if (/^h[1-6]$/.test(name)) start(state, `${'#'.repeat(Number(name[1]))} `);
  else if (name === 'li') start(state, `${'  '.repeat(inRow ? lists : lists - 1)}- `);
  else if (name === 'dt') start(state, '- ');
  else if (name === 'tr') start(state, isGrid(state) ? '|' : '- ');
  else if (name === 'td' || name === 'th') append(state, isGrid(state) ? ' ' : name === 'td' ? ': ' : '');
  else if (name === 'dd') append(state, ': ');
  else if (name === 'details' && kind.startsWith('p ')) append(state, ' (');
  else if (name === 'code' && !state.fenced) append(state, '`');
  else if (own.has(name) && !inRow && lists === 0 && !isMark(state)) start(state, '');
  else if (name === 'p' && kind === 'n' && inRow) start(state, '  - ');
  else if (name === 'p' || name === 'div') append(state, ' ');
}

function leave(state: State, name: string): void {
  const at = state.open.findLastIndex((open) => open.name === name);
  const mark = isMark(state);
  const grid = isGrid(state);
  const [closed] = state.open.splice(at, 1);
  if (!closed || closed.skip) return;
  if (name === 'pre') {
    append(state, '\n```');
    state.fenced = false;
    start(state, '');
  } else if (name === 'code' && !state.fenced) append(state, '`');
  else if (name === 'a' && closed.href && !closed.href.startsWith('#'))
    append(state, ` (${decoded(closed.href)})`);
  else if (name === 'summary' && mark) append(state, ': ');
  else if (name === 'details' && mark) append(state, ')');
  else if (grid && (name === 'td' || name === 'th')) append(state, ' |');
  else if (name === 'thead')
    start(state, `|${' --- |'.repeat((state.blocks.at(-1) ?? '').split(' |').length - 1)}`);
  else if (name === 'p' && closed.kind === 't' && inTable(state)) append(state, '. ');
  else if (own.has(name) && !inTable(state) && !state.open.some((open) => open.name === 'ul'))
    start(state, '');
  else if (name === 'p' || name === 'div') append(state, ' ');
}

/** Inside a mark such as `inferred`, whose note stays in its line. */
function isMark({ open }: State): boolean {
  return open.some(({ name, kind }) => name === 'details' && kind.startsWith('p '));
}

/** A table with a heading that is seen stays a table; one of fields becomes a list. */
function isGrid({ open, blocks }: State): boolean {
  const table = open.findLastIndex(({ name }) => name === 'table');
  if (table < 0) return false;
  return open.some(({ name, skip }) => name === 'thead' && !skip) || (blocks.at(-1) ?? '').startsWith('|');
}

function inTable(state: State): boolean {
  return state.open.some(({ name }) => name === 'tr');
}

function start(state: State, text: string): void {
  state.blocks.push(text);
}

function append(state: State, text: string): void {
  state.blocks.push((state.blocks.pop() ?? '') + text);
}

function write(state: State, html: string): void {
  if (state.open.at(-1)?.skip) return;
  const text = decoded(html);
  if (state.fenced) append(state, text);
  else if (state.open.some(({ name }) => name === 'code')) append(state, text);
  else append(state, guarded(text.replace(/\s+/g, ' ')));
}

/** Words stay words: no raw HTML, and no link but those of the page. */
function guarded(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('](', ']\\(');
}

function decoded(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
