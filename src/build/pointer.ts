// JSON Pointers, RFC 6901.

/** The reference tokens of a pointer: `/paths/~1agents` → `['paths', '/agents']`. A leading `#` is dropped. */
export function parsePointer(pointer: string): string[] {
  const text = pointer.startsWith('#') ? decodeURIComponent(pointer.slice(1)) : pointer;
  if (text === '') return [];
  return text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer of tokens: `['paths', '/agents']` → `/paths/~1agents`. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
