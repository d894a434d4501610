// Markdown of the contract as a fragment.
import type { JSX } from 'preact';
import { inlineMarkdownToHtml, markdownToHtml } from '../markdown.js';
import { Raw } from './raw.js';

export type HasAnchor = (id: string) => boolean;

/** Paragraphs, lists and tables; headings go below `below`. */
export function Prose(props: {
  readonly markdown: string;
  readonly below: number;
  readonly hasAnchor: HasAnchor;
}): JSX.Element | null {
  const html = markdownToHtml(props.markdown, props);
  return html === '' ? null : <Raw as="div" html={html} />;
}

/** One sentence or two inside another element. A text of several blocks keeps them, without headings. */
export function Words(props: {
  readonly markdown: string;
  readonly hasAnchor: HasAnchor;
}): JSX.Element | null {
  const markdown = props.markdown.trim();
  if (markdown === '') return null;
  const view = { below: 6, hasAnchor: props.hasAnchor };
  return /\n\s*\n|^\s*([-*+>#|]|\d+[.)])|^ {4}|```/m.test(markdown) ? (
    <Raw as="div" html={markdownToHtml(markdown, view)} />
  ) : (
    <Raw as="span" html={inlineMarkdownToHtml(markdown, view)} />
  );
}
