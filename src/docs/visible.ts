// What cannot be seen is spelled out: the last thing that happens to a finished page.

// Controls that HTML forbids (HTML §13.1.4), marks that reorder text (Unicode UAX #9, "Trojan Source"), invisible
// spaces, halves of surrogate pairs. Joiners stay: emoji and several scripts are made of them.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text in which every invisible or reordering character is spelled `⟨U+202E⟩`; line breaks and tabs stay. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(unseen, (found) => `⟨U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
