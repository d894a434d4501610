// The table of contents: a column on a wide screen, a pop-over on a narrow one.
import type { JSX } from 'preact';
import type { Group } from '../model.js';

export interface GuideLink {
  readonly id: string;
  readonly title: string;
}

export function Contents(props: {
  readonly before: readonly GuideLink[];
  readonly groups: readonly Group[];
  readonly after: readonly GuideLink[];
  /** Releases one can filter by, the oldest first. */
  readonly releases: readonly string[];
}): JSX.Element {
  return (
    <nav id="contents" aria-label="Contents" popover="auto">
      <Links links={props.before} />
      {props.releases.length === 0 ? null : <SinceFilter releases={props.releases} />}
      {props.groups.map(({ anchor, name, operations }) => (
        <>
          <p>
            <a href={`#${anchor}`}>{titleOf(name)}</a>
          </p>
          <ul>
            {operations.map((operation) => (
              <li key={operation.anchor}>
                <a href={`#${operation.anchor}`}>
                  {operation.summary} <b class={`m ${operation.method.toLowerCase()}`}>{operation.method}</b>
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
      <p>Reference</p>
      <Links links={props.after} />
      <Theme />
    </nav>
  );
}

/** `agents` as a heading: `Agents`. */
export function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function Links({ links }: { readonly links: readonly GuideLink[] }): JSX.Element {
  return (
    <ul>
      {links.map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ul>
  );
}

/** Needs the script, which shows it. Without it, the changelog says the same. */
function SinceFilter({ releases }: { readonly releases: readonly string[] }): JSX.Element {
  return (
    <p id="since" hidden>
      <label>
        Show{' '}
        <select>
          <option value="">every operation</option>
          {releases.map((version) => (
            <option key={version} value={version}>
              changed since {version}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

const themes = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Works without a script; with one, the choice is remembered. */
function Theme(): JSX.Element {
  return (
    <fieldset class="theme">
      <legend class="sr">Theme</legend>
      {themes.map(({ value, label }, index) => (
        <label key={value}>
          <input type="radio" name="theme" value={value} checked={index === 0} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
