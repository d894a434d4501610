// The Prefer header (RFC 7240 §2), in which a caller asks for a status (`code=`) or a named example (`example=`).

export interface Preference {
  readonly code?: number;
  readonly example?: string;
}

/** Splits at the separators that stand outside quoted strings; one pass over the text. */
function split(text: string, separators: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (quoted && character === '\\') part += character + (text[++index] ?? '');
    else if (!quoted && separators.includes(character)) {
      parts.push(part);
      part = '';
    } else {
      if (character === '"') quoted = !quoted;
      part += character;
    }
  }
  return [...parts, part];
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.length > 1
    ? trimmed.slice(1, -1).replace(/\\(.)/g, '$1')
    : trimmed;
}

/**
 * Reads `code` and `example`, separated by commas or semicolons (Prism itself reads commas only). The first mention of a
 * preference counts (RFC 7240 §2); other preferences are left alone. A `code` that is no status, or an `example` without a name, is answered with a sentence.
 */
export function readPrefer(header: string | undefined): Preference | { readonly problem: string } {
  const found = new Map<string, string>();
  for (const part of split(header ?? '', ',;')) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const name = part.slice(0, equals).trim().toLowerCase();
    if (!found.has(name)) found.set(name, unquote(part.slice(equals + 1)));
  }
  const code = found.get('code');
  const example = found.get('example');
  if (code !== undefined && !/^[1-5]\d\d$/.test(code))
    return { problem: `Prefer asks for code=${code.slice(0, 50)}, which is no HTTP status` };
  if (example === '') return { problem: 'Prefer asks for example= without a name' };
  return {
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(example === undefined ? {} : { example }),
  };
}
