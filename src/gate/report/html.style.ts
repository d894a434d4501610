// The page's style sheet; html.ts puts it into the page and its hash into the Content-Security-Policy.

/** Contrast is at least 4.5:1 in both schemes (WCAG 2.2 §1.4.3); nothing is wider than 320 px (§1.4.10). */
export const style = `
:root { color-scheme: light dark; --ink: #1c1e21; --soft: #55595f; --paper: #ffffff; --card: #f6f7f8; --line: #d3d7db;
  --bad: #b3261e; --wait: #8a5300; --good: #1a6b34; --link: #0b57b0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --soft: #a9afb6; --paper: #14171a; --card: #1e2226; --line: #3a4047;
  --bad: #ff9a92; --wait: #f0b35c; --good: #7fd398; --link: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; } h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .5rem 0; } a { color: var(--link); }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .5rem .75rem; margin: .25rem 0 .75rem;
  white-space: pre-wrap; }
.passed { color: var(--good); } .blocked { color: var(--bad); }
.verdict { font-weight: 600; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1rem 0; }
.counts div { display: flex; gap: .4rem; } .counts dt { color: var(--soft); } .counts dd { margin: 0; font-weight: 600; }
article { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px;
  padding: .75rem 1rem; margin: 0 0 1rem; }
article.blocks { border-left-color: var(--bad); } article.waived, article.allowed { border-left-color: var(--wait); }
.surface, .side { color: var(--soft); font-weight: 400; } .label { font-weight: 600; margin-bottom: 0; }
.accepted { color: var(--wait); }
.places { list-style: none; padding: 0; margin: .5rem 0; } .places .side { display: inline-block; min-width: 2.6rem; }
.names { columns: 14rem; padding-left: 1.2rem; margin: 0; } ol, ul { padding-left: 1.4rem; }
summary { cursor: pointer; } summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.explain { color: var(--soft); } .hidden-count { font-weight: 600; }
@media print { article { break-inside: avoid; } }
`;
