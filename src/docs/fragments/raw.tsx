// The one place where a string becomes HTML unescaped. What comes in has been made safe: by markdown.ts or highlight.ts.
import type { JSX } from 'preact';

interface RawProps {
  readonly html: string;
  readonly as: 'div' | 'span' | 'code' | 'style' | 'script';
  readonly class?: string;
}

export function Raw({ html, as: Tag, class: name }: RawProps): JSX.Element {
  const more = name === undefined ? {} : { class: name };
  return <Tag {...more} dangerouslySetInnerHTML={{ __html: html }} />;
}
