// Small marks beside a thing: where a statement comes from, since when it is there, until when it stays.
import type { JSX } from 'preact';
import type { History } from '../history.js';
import type { Deprecation, Provenance } from '../schema.js';
import { Words } from './prose.js';

/** `inferred` opens to its note; `published` needs none. */
export function ProvenanceMark({
  provenance,
}: {
  readonly provenance: Provenance | undefined;
}): JSX.Element | null {
  if (!provenance) return null;
  if (provenance.note === undefined)
    return <span class={`p ${markClass(provenance)}`}>{provenance.mark}</span>;
  return (
    <details class={`p ${markClass(provenance)}`}>
      <summary>{provenance.mark}</summary> <Words markdown={provenance.note} hasAnchor={() => false} />
    </details>
  );
}

function markClass({ mark }: Provenance): string {
  return mark === 'published' ? 'pub' : 'inf';
}

export function DeprecatedMark(props: {
  readonly deprecated: Deprecation | undefined;
  /** The address of an operation by its id, where the page has it. */
  readonly anchorOf?: (operationId: string) => string | undefined;
}): JSX.Element | null {
  const { deprecated, anchorOf } = props;
  if (!deprecated) return null;
  const { sunset, replacedBy } = deprecated;
  const target = replacedBy === undefined ? undefined : anchorOf?.(replacedBy);
  return (
    <p class="gone">
      <strong>Deprecated.</strong>{' '}
      {sunset === undefined ? (
        'No date of removal is set.'
      ) : (
        <>
          Goes on <Day day={sunset} />.
        </>
      )}{' '}
      {replacedBy === undefined ? null : replacedBy === 'none' ? (
        'Nothing replaces it.'
      ) : (
        <>
          Use {target === undefined ? <code>{replacedBy}</code> : <a href={`#${target}`}>{replacedBy}</a>}{' '}
          instead.
        </>
      )}
    </p>
  );
}

export function Since({ version }: { readonly version: string | undefined }): JSX.Element {
  return <span class="p">{version === undefined ? 'not released yet' : `since ${version}`}</span>;
}

/** The release of a part, where it is another than that of the whole. */
export function laterSince(history: History, part: string, whole: string | undefined): string | undefined {
  const since = history.since(part);
  return since === whole ? undefined : (since ?? 'the next release');
}

/** A date that is one is marked up as such: HTML §4.5.14. */
export function Day({ day }: { readonly day: string }): JSX.Element | string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? <time>{day}</time> : day;
}
