// The finished page as plain Markdown: the same words in the same order, for programs and for people without a browser.
// It reads the HTML that this folder wrote, which is regular, and no other.

interface Open {
  readonly name: string;
  readonly kind: string;
  readonly href: string | undefined;
  /** Of a sample. */
  readonly language: string;
  readonly skip: boolean;
}

interface State {
  /** Finished blocks, the last of them being written. */
  readonly blocks: string[];
  /** Elements that are open, the innermost last. */
  readonly open: Open[];
  /** What stands in code so far; undefined outside. */
  code: string | undefined;
}

const skipped = new Set(['head', 'header', 'nav', 'script', 'style', 'caption', 'fieldset']);
const own = new Set(['p', 'ul', 'ol', 'div', 'section', 'table', 'dl', 'summary', 'pre']);
const voids = new Set(['br', 'wbr', 'meta', 'link', 'input']);

/** Markdown of a page that `renderDocs` made. */
export function pageToMarkdown(html: string): string {
  const state: State = { blocks: [''], open: [], code: undefined };
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
  const sample = /data-sample="([a-z]+)"/.exec(attributes)?.[1] ?? '';
  const language = sample === 'curl' ? 'sh' : sample;
  state.open.push({ name, kind, href: /href="([^"]*)"/.exec(attributes)?.[1], language, skip });
  if (skip) return;
  const lists = state.open.filter((open) => open.name === 'ul' || open.name === 'ol').length;
  if (name === 'pre') {
    state.code = '';
  } else if (/^h[1-6]$/.test(name)) start(state, `${'#'.repeat(Number(name[1]))} `);
  else if (name === 'li') start(state, `${'  '.repeat(inRow ? lists : lists - 1)}- `);
  else if (name === 'dt') start(state, '- ');
  else if (name === 'tr') start(state, isGrid(state) ? '|' : '- ');
  else if (name === 'td' || name === 'th') append(state, isGrid(state) ? ' ' : name === 'td' ? ': ' : '');
  else if (name === 'dd') append(state, ': ');
  else if (name === 'details' && kind.startsWith('p ')) append(state, ' (');
  else if (name === 'code') state.code ??= '';
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
    const fence = fenceFor(state.code ?? '', 3);
    state.blocks.push(
      `${fence}${closed.language}
${state.code}
${fence}`,
      '',
    );
    state.code = undefined;
  } else if (name === 'code' && !state.open.some((open) => open.name === 'pre')) {
    append(state, inlineCode(state.code ?? ''));
    state.code = undefined;
  } else if (name === 'a' && closed.href && !closed.href.startsWith('#'))
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

/** Code that holds backticks needs a longer fence: CommonMark §4.5, §6.1. */
function fenceFor(code: string, least: number): string {
  const runs = [...code.matchAll(/`+/g)].map(([run]) => run.length);
  return '`'.repeat(Math.max(least, ...runs.map((length) => length + 1)));
}

function inlineCode(code: string): string {
  if (code.trim() === '') return '';
  const fence = fenceFor(code, 1);
  const pad = fence.length > 1 ? ' ' : '';
  return `${fence}${pad}${code.replace(/\s+/g, ' ')}${pad}${fence}`;
}

function write(state: State, html: string): void {
  if (state.open.at(-1)?.skip) return;
  const text = decoded(html);
  if (state.code !== undefined) state.code += text;
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
