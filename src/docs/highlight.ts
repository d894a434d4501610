// Code as HTML: Shiki tokens, each wrapped in an element of one letter's class. The style sheet gives the letters their
// colours, so both themes cost one copy of the code.
import type { HighlighterCore } from 'shiki/core';
import { createHighlighterCore } from 'shiki/core';
import { createOnigurumaEngine } from 'shiki/engine/oniguruma';
import { escapeText } from './markdown.js';

export type Language = 'typescript' | 'shellscript' | 'python' | 'json';

/** Code in, HTML for inside a `pre` out. */
export type Highlight = (code: string, language: Language) => string;

/** A theme's colours stand for classes: `#00000c` is class `c`. */
const theme = {
  name: 'letters',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: '#00000c' } },
    {
      scope: ['keyword', 'storage', 'keyword.operator.new', 'keyword.control'],
      settings: { foreground: '#00000b' },
    },
    { scope: ['string', 'punctuation.definition.string'], settings: { foreground: '#00000a' } },
    { scope: ['constant', 'constant.numeric', 'constant.language'], settings: { foreground: '#00000e' } },
    {
      scope: [
        'entity.name.function',
        'entity.name.command',
        'support.function',
        'entity.name.type',
        'entity.name.class',
      ],
      settings: { foreground: '#00000f' },
    },
    // Names, operators and the keys of JSON read best in the colour of the text.
    {
      scope: [
        'support.type.property-name',
        'variable',
        'keyword.operator',
        'meta.embedded',
        'constant.other.option',
        'string.unquoted.argument',
      ],
      settings: { foreground: '#000000' },
    },
  ],
};

let loading: Promise<HighlighterCore> | undefined;

/** The highlighter, made once: loading the grammars takes longer than a page. */
export async function createHighlight(): Promise<Highlight> {
  loading ??= createHighlighterCore({
    themes: [theme],
    langs: [
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/shellscript.mjs'),
      import('shiki/langs/python.mjs'),
      import('shiki/langs/json.mjs'),
    ],
    engine: createOnigurumaEngine(import('shiki/wasm')),
  });
  const shiki = await loading;
  const done = new Map<string, string>();
  return (code, language) => {
    const key = `${language}\n${code}`;
    const known = done.get(key) ?? highlightCode(shiki, code, language);
    done.set(key, known);
    return known;
  };
}

function highlightCode(shiki: HighlighterCore, code: string, language: Language): string {
  // Grammars are slow on lines without end, and nobody reads colours there.
  if (code.split('\n').some((line) => line.length > 2000)) return escapeText(code);
  const lines = shiki.codeToTokensBase(code, {
    lang: language,
    theme: theme.name,
    tokenizeTimeLimit: 0, // the ordinary half second makes the page depend on how busy the machine is
  });
  return lines.map(lineHtml).join('\n');
}

function lineHtml(tokens: readonly { readonly content: string; readonly color?: string }[]): string {
  const runs: { letter: string; content: string }[] = [];
  for (const { content, color } of tokens) {
    const letter = /^#00000([a-f])$/i.exec(color ?? '')?.[1]?.toLowerCase() ?? '';
    const last = runs.at(-1);
    if (last && (last.letter === letter || content.trim() === '')) last.content += content;
    else runs.push({ letter, content });
  }
  return runs.map(({ letter, content }) => wrapped(letter, escapeText(content))).join('');
}

function wrapped(letter: string, html: string): string {
  return letter === '' ? html : `<i class="${letter}">${html}</i>`;
}
