// What each release changed, newest first: computed from the released contracts, with the words of CHANGELOG.md after.
import type { JSX } from 'preact';
import type { Change, ReleaseNotes } from '../history.js';
import type { HasAnchor } from './prose.js';
import { unreleased } from '../history.js';
import { Day } from './marks.js';
import { Prose } from './prose.js';

export function Changelog(props: {
  readonly notes: readonly ReleaseNotes[];
  readonly written: string;
  readonly hasAnchor: HasAnchor;
}): JSX.Element {
  return (
    <section id="changelog">
      <h2>
        <a href="#changelog">Changelog</a>
      </h2>
      {props.notes.map((notes) => (
        <Notes key={notes.version} notes={notes} />
      ))}
      <Prose markdown={withoutTitle(props.written)} below={2} hasAnchor={props.hasAnchor} />
    </section>
  );
}

function Notes({ notes }: { readonly notes: ReleaseNotes }): JSX.Element {
  const { anchor, version, date, changes, isFirst, operations } = notes;
  return (
    <>
      <h3 id={anchor}>
        <a href={`#${anchor}`}>{version === unreleased ? 'Not released yet' : version}</a>{' '}
        {date === undefined ? null : (
          <span class="p">
            <Day day={date} />
          </span>
        )}
      </h3>
      {isFirst ? (
        <p>
          {version === unreleased
            ? `${operations} operations.`
            : `The first release: ${operations} operations.`}
        </p>
      ) : null}
      {changes.length === 0 && !isFirst ? <p>No change that a caller can notice.</p> : null}
      {changes.length === 0 ? null : (
        <ul>
          {changes.map((change) => (
            <ChangeLine key={`${change.kind} ${change.what}`} change={change} />
          ))}
        </ul>
      )}
    </>
  );
}

function ChangeLine({ change }: { readonly change: Change }): JSX.Element {
  const { kind, what, anchor } = change;
  const verb = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return (
    <li>
      {verb}: {anchor === undefined ? <code>{what}</code> : <a href={`#${anchor}`}>{what}</a>}
    </li>
  );
}

/** The section has a title already. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^\s*# .*\n/, '');
}
