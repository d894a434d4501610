// The report as one HTML file that needs nothing else: no script, no outside request (a Content-Security-Policy says
// so to the browser too), readable on a phone and in the dark, foldable by keyboard because folding is <details>.
import { createHash } from 'node:crypto';
import type { Finding, Report } from './report.js';
import type { Parts, Piece } from './parts.js';
import type { View } from './view.js';
import { style } from './html.style.js';
import {
  hiddenLine,
  keepWhole,
  partsOf,
  problemLabel,
  ruleAddress,
  sections,
  sourceAddress,
} from './parts.js';
import { verdictLine } from './verdict.js';
import { clip, sizeBytes, visible } from './visible.js';

/** More than a browser shows gladly; a report of this size is for programs. */
export const htmlBytes = 10_000_000;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for element content and quoted attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const code = (text: string) => `<code>${escaped(text)}</code>`;

/** A sentence of ours: what stands between backticks is code. */
function sentence(text: string): string {
  const pieces = text.split('`');
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return escaped(piece);
      return index === pieces.length - 1 ? escaped(`\`${piece}`) : code(piece);
    })
    .join('');
}

function link(target: string | undefined, inner: string): string {
  return target !== undefined && /^https?:\/\//.test(target)
    ? `<a href="${escaped(target)}">${inner}</a>`
    : inner;
}

function places(parts: Parts, view: View): string {
  const items = parts.where.map(({ side, label }, index) => {
    const shown = index === 0 ? link(sourceAddress(parts, view), code(label)) : code(label);
    return `<li><span class="side">${side}</span> ${shown}</li>`;
  });
  return items.length > 0 ? `<ul class="places">${items.join('')}</ul>` : '';
}

function names(label: string, list: readonly string[]): string {
  if (list.length === 0) return '';
  const shown = list.slice(0, 500).map((name) => `<li>${code(name)}</li>`);
  const more = list.length > 500 ? `<li>and ${list.length - 500} more</li>` : '';
  return `<p>${label}</p><ul class="names">${shown.join('')}${more}</ul>`;
}

function reached(parts: Parts): string {
  if (parts.operations.length <= 1 && parts.methods.length === 0) return ''; // the heading names it
  const summary = `Reached by ${parts.operations.length} ${parts.operations.length === 1 ? 'operation' : 'operations'}${
    parts.methods.length > 0
      ? `, ${parts.methods.length} ${parts.methods.length === 1 ? 'method' : 'methods'}`
      : ''
  }`;
  return `<details><summary>${summary}</summary>${names('Operations', parts.operations)}${names('Methods', parts.methods)}</details>`;
}

function ways(parts: Parts): string {
  if (parts.waysOut.length === 0) return '';
  const items = parts.waysOut.map(
    (way) =>
      `<li>${sentence(way.say)}${way.paste === undefined ? '' : `<pre>${escaped(way.paste)}</pre>`}</li>`,
  );
  return `<p class="label">Green again</p><ol>${items.join('')}</ol>`;
}

function article(finding: Finding, full: boolean, number: number, view: View): string {
  const parts = partsOf(finding);
  const rule = link(ruleAddress(parts, view), code(parts.rule));
  const first = parts.operations[0];
  const head = `<h3 id="finding-${number}">${rule}${first === undefined ? '' : ` · ${code(first)}`} <span class="surface">${escaped(parts.surface)}</span></h3>`;
  const what = `<p>${sentence(parts.what)}</p>${parts.accepted === undefined ? '' : `<p class="accepted">${sentence(parts.accepted)}</p>`}`;
  const why =
    parts.why === undefined
      ? ''
      : `<p><span class="label">${parts.level === 'unknown' ? 'Not proved' : 'Refused'}</span> ${sentence(parts.why)}</p>`;
  const witness =
    parts.witness === undefined ? '' : `<p class="label">Witness</p><pre>${escaped(parts.witness)}</pre>`;
  const explain =
    view.explain === undefined || parts.standing !== 'blocks'
      ? ''
      : `<p class="explain">In full, with its waiver: ${code(`${view.explain} ${parts.id}`)}</p>`;
  const rest = full ? `${witness}${why}${ways(parts)}${reached(parts)}${explain}` : reached(parts);
  return `<article class="${parts.standing}" aria-labelledby="finding-${number}">${head}${what}${places(parts, view)}${rest}</article>\n`;
}

function problems(view: View): string {
  const list = view.problems ?? [];
  if (list.length === 0) return '';
  const items = list.map((problem) => {
    const label = problemLabel(problem);
    const at = label === undefined ? '' : `${code(label)}: `;
    return `<li>${at}${sentence(clip(visible(problem.message), 800))}</li>`;
  });
  return `<section aria-labelledby="repair"><h2 id="repair">To repair first</h2><ul>${items.join('')}</ul></section>\n`;
}

function counts(report: Report): string {
  const entries = [
    ['breaking', report.counts.breaking],
    ['not proved', report.counts.unknown],
    ['waived', report.counts.waived],
    ['additive', report.counts.additive],
    ['docs', report.counts.docs],
  ] as const;
  return `<dl class="counts">${entries.map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`).join('')}</dl>`;
}

/** The report as a page. At most `view.maxBytes` (default 10 MB); whole findings are cut, and counted at the end. */
export function html(report: Report, view: View = {}): string {
  const pieces: Piece[] = [];
  const openings = new Map<Piece, string>();
  let number = 0;
  for (const section of sections(report)) {
    section.findings.forEach((finding, index) => {
      number += 1;
      const piece = { finding, text: article(finding, section.full, number, view) };
      if (index === 0)
        openings.set(piece, `<h2>${escaped(section.title)} (${section.findings.length})</h2>\n`);
      pieces.push(piece);
    });
  }
  const room = (view.maxBytes ?? htmlBytes) - sizeBytes(style) - 4000 - sizeBytes(problems(view));
  const { shown, hidden } = keepWhole(pieces, room, view.maxFindings ?? Number.POSITIVE_INFINITY, sizeBytes);
  const hash = createHash('sha256').update(style).digest('base64');
  const line = escaped(verdictLine(report));
  const names = [view.base, view.head]
    .filter((name) => name !== undefined)
    .map((name) => code(visible(name)));
  const change =
    view.change === undefined
      ? ''
      : `<p>This change alone, against the merge base: ${view.change.findings.length === 0 ? 'no differences' : escaped(verdictLine(view.change))}</p>`;
  const rest = hiddenLine(hidden, view);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Contract gate: ${report.verdict}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Contract gate: <span class="${report.verdict}">${report.verdict}</span></h1>
<p class="verdict">${line}</p>
${names.length > 0 ? `<p>${names.join(' → ')}</p>` : ''}${counts(report)}${change}
</header>
<main>
${problems(view)}${shown.map((piece) => `${openings.get(piece) ?? ''}${piece.text}`).join('')}${
  pieces.length === 0 ? '<p>No client can notice a difference.</p>' : ''
}${rest === '' ? '' : `<p class="hidden-count">${escaped(rest)}</p>`}
</main>
</body>
</html>
`;
}
