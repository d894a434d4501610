// What Hyperjump's validator and browser ask of @hyperjump/uri, by Node's own URL: their addresses are ours
// (https://schema.invalid/…, #/$defs/…), and the package's six expressions take V8 longer to compile than the gate takes to
// start. The plug-in `hyperjumpDiet` (src/build/diets.ts) puts it in its place; formats are checked by the original.

interface Components {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly fragment: string | undefined;
}

export function parseIri(iri: string): Components {
  const { protocol, host, pathname } = new URL(iri);
  return { scheme: protocol.slice(0, -1), authority: host, path: pathname, ...parseIriReference(iri) };
}

export const parseAbsoluteIri = parseIri;

export function parseIriReference(reference: string): Pick<Components, 'fragment'> {
  const at = reference.indexOf('#');
  return { fragment: at < 0 ? undefined : reference.slice(at + 1) };
}

export function resolveIri(reference: string, base: string): string {
  return (base === '' ? new URL(reference) : new URL(reference, base)).href;
}

export function normalizeIri(iri: string): string {
  return new URL(iri).href;
}

export function toAbsoluteIri(iri: string): string {
  return normalizeIri(iri.split('#', 1)[0] ?? '');
}
