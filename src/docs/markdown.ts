// The one door through which Markdown from the contract enters the page: CommonMark without raw HTML, without images,
// and with links that lead to the web, to mail or to this page only.
import { Marked, type Tokens } from 'marked';

export interface MarkdownView {
  /** Headings start below this level; 6 leaves none: they become bold paragraphs. */
  readonly below: number;
  /** True for an id that stands on the page: a link to any other fragment becomes text. */
  readonly hasAnchor: (id: string) => boolean;
}

/** Markdown as HTML. Raw HTML is dropped, and what cannot be parsed is shown as the text it is. */
export function markdownToHtml(source: string, view: MarkdownView): string {
  try {
    return parser(view, lowestHeading(source)).parse(source, { async: false }).trim();
  } catch {
    return `<p>${escapeHtml(source)}</p>`; // nested deeper than the parser's stack
  }
}

/** One paragraph's Markdown without the paragraph. */
export function inlineMarkdownToHtml(source: string, view: MarkdownView): string {
  try {
    return parser(view, 1).parseInline(source, { async: false }).trim();
  } catch {
    return escapeHtml(source);
  }
}

/** For HTML text: quotes are plain there, and the page is a fifth lighter for it. HTML §13.1.2.6. */
export function escapeText(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** For quoted attribute values too. */
export function escapeHtml(plain: string): string {
  return escapeText(plain).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** The address of a link as it may stand on the page; undefined for one that may not. WHATWG URL: schemes ignore case. */
export function safeHref(href: string, hasAnchor: (id: string) => boolean): string | undefined {
  if (href.startsWith('#')) return hasAnchor(href.slice(1)) ? href : undefined;
  try {
    const url = new URL(href);
    const plain = ['https:', 'http:', 'mailto:'].includes(url.protocol) && !url.username && !url.password;
    return plain ? url.href : undefined;
  } catch {
    return undefined; // relative: it would lead into the folder the page happens to be opened from
  }
}

function lowestHeading(source: string): number {
  const depths = [...source.matchAll(/^ {0,3}(#{1,6})\s/gm)].map((match) => match[1]?.length ?? 1);
  return Math.min(6, ...depths);
}

function parser(view: MarkdownView, lowest: number): Marked {
  let last = view.below;
  return new Marked({
    gfm: true,
    renderer: {
      html: () => '',
      image: ({ text }: Tokens.Image) => escapeHtml(text),
      checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
      link({ href, tokens }: Tokens.Link) {
        const words = this.parser.parseInline(tokens);
        const address = safeHref(href, view.hasAnchor);
        return address === undefined ? words : `<a href="${escapeHtml(address)}">${words}</a>`;
      },
      heading({ tokens, depth }: Tokens.Heading) {
        const words = this.parser.parseInline(tokens);
        // Never deeper than one below the heading before: WCAG 2.2 §1.3.1 in the reading of every outline tool.
        const level = Math.min(view.below + 1 + depth - lowest, last + 1);
        if (level > 6) return `<p><b>${words}</b></p>`;
        last = level;
        return `<h${level}>${words}</h${level}>`;
      },
      code: ({ text }: Tokens.Code) => `<pre><code>${escapeHtml(text)}</code></pre>`,
    },
  });
}
