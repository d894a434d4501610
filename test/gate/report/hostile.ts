// Text that somebody could write into a description, a name or a value to break out of a report, and a report whose
// every field carries it.
import type { Finding, Level, Report } from '../../../src/gate/report/report.js';

export const hostile: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'a workflow command', text: '::error file=x,line=1::owned' },
  { name: 'a workflow command on a line of its own', text: 'x\n::set-output name=a::b\r\n::add-mask::y' },
  { name: 'a legacy command', text: 'x\n##[error]owned' },
  { name: 'percent escapes', text: '100%0A::error::owned %0D %25 %' },
  { name: 'property separators', text: 'a:b,c=d::e' },
  { name: 'table bars', text: '| a | b |\n|---|---|\n| c | d |' },
  { name: 'backticks', text: '`` ` ``` x `y` ```` `' },
  { name: 'one backtick', text: 'a`b' },
  { name: 'a fence', text: '```\n# owned\n```' },
  { name: 'a tilde fence', text: '~~~\nowned\n~~~' },
  { name: 'a script', text: '</script><script>alert(1)</script>' },
  { name: 'the end of the style', text: '</style></title></pre></code><b>owned</b>' },
  { name: 'an image with a handler', text: '<img src=x onerror=alert(1)>' },
  { name: 'a comment', text: '--><b>owned</b><!-- x' },
  { name: 'a folded section', text: '</summary></details><h1>owned</h1>' },
  { name: 'CDATA', text: ']]><b>owned</b><![CDATA[' },
  { name: 'attributes', text: '" onmouseover="alert(1)" \' x=\'' },
  { name: 'a Markdown link', text: '[click](javascript:alert(1)) ![i](https://evil.example/x.png)' },
  { name: 'a link definition', text: '[x]: https://evil.example\n\n[x]' },
  { name: 'bare addresses', text: 'https://evil.example www.evil.example a@evil.example' },
  { name: 'mentions', text: '@jettson/everyone fixes #1 GH-1' },
  { name: 'emphasis', text: '**bold** _em_ ~~gone~~ <u>u</u>' },
  { name: 'headings and lists', text: '# owned\n- owned\n1. owned\n> owned\n===\n---' },
  { name: 'maths', text: '$\\sum$ $$x$$' },
  { name: 'entities', text: '&lt;b&gt; &amp;amp; &#60;' },
  { name: 'right-to-left marks', text: 'user\u202e \u2066// admin\u2069 \u200f\u061c' },
  { name: 'invisible characters', text: 'a\u200bb\ufeffc\u00add\u2028e\u2029f' },
  { name: 'control characters', text: 'a\u0000b\u001b[31mred\u0007\u007f\u0085' },
  { name: 'half a surrogate pair', text: 'a\ud800b\udc00c' },
  { name: 'emoji', text: '👩‍👩‍👧‍👦 🇨🇭 👍🏽 ⚠️' },
  { name: 'SARIF placeholders and links', text: '{0} {1} [owned](1) [x](https://evil.example)' },
  { name: 'backslashes', text: '\\ \\\\ C:\\x \\` \\[' },
  { name: 'prototype names', text: '__proto__ constructor toString' },
  { name: '70 kB', text: 'A'.repeat(70_000) },
  { name: '70 kB of backticks', text: '`'.repeat(70_000) },
  { name: '70 kB of brackets', text: '['.repeat(70_000) },
  { name: 'nothing', text: '' },
  { name: 'spaces', text: '   ' },
];

/** One finding whose every field is the text. */
export function hostileFinding(text: string, level: Level, extra: Partial<Finding> = {}): Finding {
  return {
    id: `id-${text}`,
    rule: `rule-${text}`,
    layer: 'wire',
    level,
    message: `the property \`${text}\` became required ${text}`,
    operations: [`op ${text}`, `GET /${text}`],
    methods: [text],
    surface: `request.query.${text}`,
    base: { file: `base/${text}.yaml`, line: 3, pointer: `/paths/${text}` },
    head: { file: `head/${text}.yaml`, line: 4, pointer: `/paths/${text}` },
    witness: { direction: 'request', value: text, text: `GET /x?q=${text} HTTP/1.1\n\n${text}` },
    complaint: text,
    waysOut: [`write ${text}`, `paste this ${text}\nkey: ${text}`],
    ...extra,
  };
}

/** A report of one finding of each standing, every field of which is the text. */
export function hostileReport(text: string): Report {
  return {
    reportVersion: 1,
    verdict: 'blocked',
    bump: { required: 'major', declared: 'minor' },
    counts: { breaking: 2, unknown: 1, additive: 1, docs: 1, waived: 1 },
    findings: [
      hostileFinding(text, 'breaking'),
      hostileFinding(text, 'unknown', { reason: text }),
      hostileFinding(text, 'breaking', { waiver: text }),
      hostileFinding(text, 'breaking', { allowed: text }),
      hostileFinding(text, 'additive'),
      hostileFinding(text, 'docs'),
    ],
  };
}
