// A pattern as the expression that is run: ECMA-262 with the `u` flag (JSON Schema 2020-12 core §6.4). Patterns are written
// for other engines too, which let more be escaped (`\-`, `[\w-.]`): those are spelled as `u` wants them.

export interface Expression {
  /** The pattern itself, or the same words spelled so that `u` takes it. */
  readonly source: string;
  readonly regexp: RegExp;
}

const expressions = new Map<string, Expression | undefined>();

/** undefined for what is no expression, or one that engines do not agree about (`\A`, `\p{Print}`, `[[:alpha:]]`). */
export function expressionOf(pattern: string): Expression | undefined {
  if (!expressions.has(pattern))
    expressions.set(pattern, withUnicode(pattern) ?? withUnicode(spelledOut(pattern)));
  return expressions.get(pattern);
}

function withUnicode(source: string): Expression | undefined {
  try {
    return { source, regexp: new RegExp(source, 'u') };
  } catch {
    return undefined;
  }
}

const quickLetters = 24;
const quickRepetitions = 6;

/**
 * Whether a text of so many letters is sure to be matched soon by an engine that goes back: a short one, by a pattern that
 * repeats no groups and little else. What is not may still end soon: ../witness/backtracking.ts.
 */
export function isQuick(pattern: string, letters: number): boolean {
  const repetitions = pattern.replaceAll('(?', '(').match(/[*+?{]/g) ?? [];
  return letters <= quickLetters && repetitions.length <= quickRepetitions && !/\)[*+{]/.test(pattern);
}

/** An escape (`\d`, `\-`, `\p{L}`), a quantifier in braces, or one character. */
const token = /\\[pPu]\{[^}]*\}|\\.|\{\d+(?:,\d*)?\}|./gsu;
/** An escape of a sign that means nothing by itself: the sign. Letters and digits mean something to some engine. */
const needlessEscape = /^\\[^A-Za-z0-9^$\\.*+?()[\]{}|/]$/u;
/** An escape that stands for several characters: nothing ranges from it or to it. */
const manyCharacters = /^\\[dDsSwWpP]/;

/** Needless escapes and lone braces as the signs they are, and a hyphen beside `\w` as a hyphen. */
function spelledOut(source: string): string {
  const tokens: readonly string[] = source.match(token) ?? [];
  let spelled = '';
  for (let at = 0; at < tokens.length; at++) {
    const part = tokens[at] as string;
    const end = part === '[' ? tokens.indexOf(']', at) : -1;
    if (end >= 0) {
      spelled += spelledClass(tokens.slice(at, end));
      at = end - 1;
    } else if (part === '{' || part === '}') spelled += `\\${part}`;
    else spelled += needlessEscape.test(part) ? part.slice(1) : part;
  }
  return spelled;
}

/** A character class up to its end. What stands between two hyphens is read as ECMA-262 Annex B.1.2 does. */
function spelledClass(tokens: readonly string[]): string {
  const start = tokens[1] === '^' ? 2 : 1;
  let spelled = tokens.slice(0, start).join('');
  for (let at = start; at < tokens.length; at++) {
    const [from = '', hyphen, to] = tokens.slice(at, at + 3);
    const isRange = hyphen === '-' && to !== undefined;
    spelled += spelledMember(from);
    if (!isRange) continue;
    const isUnion = manyCharacters.test(from) || manyCharacters.test(to);
    spelled += (isUnion ? '\\-' : '-') + spelledMember(to);
    at += 2;
  }
  return spelled;
}

function spelledMember(part: string): string {
  if (part === '-' || part === '\\-') return '\\-';
  return needlessEscape.test(part) ? part.slice(1) : part;
}
