// Makes foreign text safe to look at, before any format escapes it: what cannot be seen is spelled out, what is too
// long is clipped with an honest count. Each painter adds its own escaping afterwards.

// Controls, the marks that reorder text (Unicode UAX #9, "Trojan Source"), invisible spaces, line separators, halves of
// surrogate pairs. Joiners stay: emoji are made of them.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function spelled(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** One line of text in which every invisible or reordering character is spelled as its escape, `\u202e`. */
export function visible(text: string): string {
  return text.replace(unseen, spelled);
}

/** As `visible`, for text whose line breaks count: a message on the wire, YAML to paste. CRLF becomes a plain break. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => visible(line))
    .join('\n');
}

/** The first `length` UTF-16 units, never half a character, and how many are left out. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}

/** Size as the platforms count it: bytes of UTF-8. */
export function sizeBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
