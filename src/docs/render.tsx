// Bundle in, finished page out. Pure but for the page's own style and script, which are read beside this file.
import type { PageInput } from './page-model.js';
import { renderToString } from 'preact-render-to-string';
import { readAssets } from './assets.js';
import { createHighlight } from './highlight.js';
import { createPageModel } from './page-model.js';
import { Page } from './page.js';
import { pageToMarkdown } from './plain.js';
import { visible } from './visible.js';

export interface Docs {
  /** One self-contained file. */
  readonly html: string;
  /** The same content as plain Markdown. */
  readonly markdown: string;
}

/** Renders the reference. Throws `UnreadableContract`, each fault by name, for a bundle that no page can be made of. */
export async function renderDocs(input: PageInput): Promise<Docs> {
  const [assets, highlight] = await Promise.all([readAssets(), createHighlight()]);
  const page = createPageModel(input, highlight);
  const html = withoutSlashes(renderToString(<Page page={page} assets={assets} />));
  return { html: visible(`<!DOCTYPE html>\n${html}\n`), markdown: visible(pageToMarkdown(html)) };
}

/** Void elements as HTML writes them, not as XML does: HTML §13.1.2. */
function withoutSlashes(html: string): string {
  return html.replace(/<((?:br|input|link|meta|wbr)\b(?:[^<>"/]|"[^"]*")*)\/>/g, '<$1>');
}
