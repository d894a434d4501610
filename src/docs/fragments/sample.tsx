// One sample in three languages: radio buttons choose, with or without a script.
import type { JSX } from 'preact';
import type { Highlight, Language } from '../highlight.js';
import { Raw } from './raw.js';

export interface Samples {
  readonly typescript: string;
  readonly curl: string;
  readonly python: string;
}

const languages = [
  { key: 'typescript', label: 'TypeScript', grammar: 'typescript' },
  { key: 'curl', label: 'curl', grammar: 'shellscript' },
  { key: 'python', label: 'Python', grammar: 'python' },
] as const satisfies readonly { key: keyof Samples; label: string; grammar: Language }[];

export function Sample(props: {
  readonly samples: Samples;
  /** What it shows, for those who hear the page. */
  readonly title: string;
  /** Unique on the page: the radio buttons belong together by it. */
  readonly name: string;
  readonly highlight: Highlight;
}): JSX.Element {
  const { samples, title, name, highlight } = props;
  return (
    <div class="s">
      <fieldset>
        <legend class="sr">Language: {title}</legend>
        {languages.map(({ key, label }, index) => (
          <label key={key}>
            <input type="radio" name={`in-${name}`} value={key} checked={index === 0} />
            {label}
          </label>
        ))}
      </fieldset>
      {languages.map(({ key, grammar }) => (
        <pre key={key} data-sample={key}>
          <Raw as="code" html={highlight(samples[key], grammar)} />
        </pre>
      ))}
    </div>
  );
}
