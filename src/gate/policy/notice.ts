// Whether the notice of something deprecated has run: counted from the release in which the announcement first appeared,
// not from a date somebody wrote into the file. README.md; RFC 8594 for the sense of a sunset.
import type { Json } from '../include/json.js';
import type { Deprecatable } from './deprecatable.js';
import type { Policy } from './policy.js';
import { deprecatables } from './deprecatable.js';
import { dateOf, dayOf, sunsetDay } from './days.js';

/** A document that users have, with the day they got it; without a day it gives no notice. */
export interface Release {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly document: Json;
}

/** `ran`: it may go today, and why. Otherwise what is missing, and from which day on it may go, if that is known. */
export type Notice =
  | { readonly ran: true; readonly says: string }
  | { readonly ran: false; readonly says: string; readonly from?: string };

/** Releases in the order of their versions, oldest first, each with what it could deprecate. */
export interface History {
  readonly releases: readonly (Release & { readonly things: ReadonlyMap<string, Deprecatable> })[];
}

/** Each release is walked when something asks about it, and once. */
export function historyOf(releases: readonly Release[]): History {
  return {
    releases: releases.map(({ version, date, document }) => {
      let things: ReadonlyMap<string, Deprecatable> | undefined;
      return {
        version,
        ...(date === undefined ? {} : { date }),
        document,
        get things() {
          things ??= deprecatables(document);
          return things;
        },
      };
    }),
  };
}

const named = (release: Release) =>
  release.date === undefined ? release.version : `${release.version} (${release.date})`;

/**
 * The release from which the notice counts: the oldest of the unbroken row, back from the newest, that announces the
 * thing with a sunset no later than the newest one's. Moving a sunset earlier announces that earlier day for the first time.
 */
function announcedIn(key: string, history: History): Release | undefined {
  const newest = history.releases.at(-1);
  const latest = sunsetDay(newest?.things.get(key)?.announced?.sunset);
  if (latest === undefined) return undefined;
  let first: Release | undefined;
  for (const release of [...history.releases].reverse()) {
    const sunset = sunsetDay(release.things.get(key)?.announced?.sunset);
    if (sunset === undefined || sunset > latest) break;
    first = release;
  }
  return first;
}

interface Successor {
  readonly since?: Release;
  readonly missing?: string;
}

function isNamed(thing: Deprecatable, name: string): boolean {
  if (thing.kind !== 'operation') return false;
  const label = thing.label.slice(1, -1);
  return thing.operationId === name || label === name || label.endsWith(` ${name}`);
}

/** Since when the successor has been released, without a break. For an operation the name must be found. */
function successorOf(thing: Deprecatable, history: History): Successor {
  const name = thing.announced?.replacedBy;
  if (name === undefined || name === 'none') return {};
  let since: Release | undefined;
  for (const release of [...history.releases].reverse()) {
    if (![...release.things.values()].some((candidate) => isNamed(candidate, name))) break;
    since = release;
  }
  if (since !== undefined) return { since };
  // A field may name a sibling field; that is for readers, only an operation's successor keeps it alive.
  return thing.kind === 'operation' ? { missing: name } : {};
}

/** Judges the announcement that `thing`, of the newest release, carries there. `today` is `YYYY-MM-DD`. */
export function noticeOf(thing: Deprecatable, history: History, today: string, policy: Policy): Notice {
  const now = dayOf(today) ?? 0;
  const newest = history.releases.at(-1);
  if (thing.announced === undefined || newest === undefined)
    return {
      ran: false,
      says: `no release announced it: it is not deprecated in ${newest === undefined ? 'any' : named(newest)}`,
    };
  const sunset = sunsetDay(thing.announced.sunset);
  if (sunset === undefined) {
    const why =
      thing.announced.sunset === undefined
        ? 'without `x-sunset`'
        : `with an \`x-sunset\` that is no date (${thing.announced.sunset})`;
    return { ran: false, says: `deprecated ${why}: an undated deprecation gives no notice` };
  }
  const since = announcedIn(thing.key, history);
  const start = since?.date === undefined ? undefined : dayOf(since.date);
  if (since === undefined || start === undefined)
    return {
      ran: false,
      says: `deprecated in ${since?.version ?? newest.version}, whose date is not known: no notice can be counted`,
    };
  const successor = successorOf(thing, history);
  if (successor.missing !== undefined)
    return { ran: false, says: `its successor \`${successor.missing}\` is in no release` };
  const age = now - start;
  const { days, successorDays } = policy.notice;
  const heirStart = successor.since?.date === undefined ? undefined : dayOf(successor.since.date);
  if (successor.since !== undefined && heirStart === undefined)
    return {
      ran: false,
      says: `its successor \`${thing.announced.replacedBy}\` is in ${successor.since.version}, whose date is not known`,
    };
  const from = dateOf(
    Math.max(start + days, sunset, heirStart === undefined ? 0 : heirStart + successorDays),
  );
  const missing: string[] = [];
  if (age < days)
    missing.push(`its notice has run ${Math.max(0, age)} of ${days} days, since ${named(since)}`);
  if (sunset > now) missing.push(`its sunset ${dateOf(sunset)} has not come`);
  if (successor.since !== undefined && heirStart !== undefined && now - heirStart < successorDays)
    missing.push(
      `its successor \`${thing.announced.replacedBy}\` has been out for ${Math.max(0, now - heirStart)} of ${successorDays} days, since ${named(successor.since)}`,
    );
  if (missing.length > 0)
    return { ran: false, says: `${missing.join(', and ')}; it may go from ${from} on`, from };
  return {
    ran: true,
    says: `its notice has run ${age} days, since ${named(since)}, and its sunset was ${dateOf(sunset)}`,
  };
}
