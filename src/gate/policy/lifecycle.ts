// Findings about announcements themselves: a sunset that moved, a deprecation that gives no notice. The rules that
// compare documents live in rules/; these need the policy and the day.
import type { Finding, Layer, Level, Place } from '../report/report.js';
import type { Deprecatable } from './deprecatable.js';
import type { Policy } from './policy.js';
import { createHash } from 'node:crypto';
import { dateOf, dayOf, sunsetDay } from './days.js';

/** A fingerprint of what makes two findings the same: rule, place, changed name or value. */
export function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

function finding(of: {
  rule: string;
  level: Level;
  layer?: Layer;
  thing: Deprecatable;
  base: Place | null;
  message: string;
  waysOut: readonly string[];
}): Finding {
  const { thing } = of;
  return {
    id: fingerprint(of.rule, thing.key),
    rule: of.rule,
    layer: of.layer ?? 'docs',
    level: of.level,
    message: of.message,
    operations: thing.operationId === undefined ? [] : [thing.operationId],
    surface: thing.kind,
    base: of.base,
    head: { pointer: thing.announced?.pointer ?? thing.pointer },
    waysOut: of.waysOut,
  };
}

const sentenceOf = (thing: Deprecatable) => `${thing.label[0]?.toUpperCase()}${thing.label.slice(1)}`;

/** What head says about ends that base did not say, or said otherwise. */
export function lifecycleFindings(
  base: ReadonlyMap<string, Deprecatable>,
  head: ReadonlyMap<string, Deprecatable>,
  today: string,
  policy: Policy,
): Finding[] {
  const findings: Finding[] = [];
  const now = dayOf(today) ?? 0;
  for (const thing of head.values()) {
    const { announced } = thing;
    if (announced === undefined) continue;
    const before = base.get(thing.key);
    const old = sunsetDay(before?.announced?.sunset);
    const sunset = sunsetDay(announced.sunset);
    const place: Place | null =
      before === undefined ? null : { pointer: before.announced?.pointer ?? before.pointer };
    if (old !== undefined && sunset !== undefined && sunset < old) {
      findings.push(
        finding({
          rule: 'sunset-moved-earlier',
          level: 'breaking',
          thing,
          base: place,
          message: `${sentenceOf(thing)} was promised until ${dateOf(old)} and now ends on ${dateOf(sunset)}: who planned for the later day has less time than was said`,
          waysOut: [`keep the day that was released\nx-sunset: '${dateOf(old)}'`, 'waiver'],
        }),
      );
    } else if (
      sunset === undefined &&
      (before?.announced === undefined || before.announced.sunset !== announced.sunset)
    ) {
      findings.push(
        finding({
          rule: 'deprecation-undated',
          level: 'docs',
          thing,
          base: place,
          message: `${sentenceOf(thing)} is deprecated ${announced.sunset === undefined ? 'without `x-sunset`' : `with an \`x-sunset\` that is no date (${announced.sunset})`}: an undated deprecation gives no notice, however old it gets`,
          waysOut: [`say until when it stays\nx-sunset: '${dateOf(now + policy.notice.days)}'`],
        }),
      );
    } else if (sunset !== undefined && before?.announced === undefined && sunset < now + policy.notice.days) {
      findings.push(
        finding({
          rule: 'sunset-before-notice',
          level: 'docs',
          thing,
          base: place,
          message: `${sentenceOf(thing)} ends on ${dateOf(sunset)}, before ${policy.notice.days} days of notice can run: released today, it may go from ${dateOf(now + policy.notice.days)} on`,
          waysOut: [`name the day from which it may go\nx-sunset: '${dateOf(now + policy.notice.days)}'`],
        }),
      );
    }
  }
  return findings;
}
