// Brands: which error class a value is of, whichever copy of this package made it.

/** Shared by every copy of this package in one program, so that `instanceof` agrees between them. */
const brand: unique symbol = Symbol.for('@jettson/api#error') as never;

interface Branded {
  readonly [brand]?: string;
}

/** The brand a prototype itself carries; undefined for a subclass that someone else wrote. */
function brandOf(prototype: unknown): string | undefined {
  const own = typeof prototype === 'object' && prototype !== null && Object.hasOwn(prototype, brand);
  return own ? (prototype as Branded)[brand] : undefined;
}

/** Writes name and brand on the prototype: neither is an own field, and minifiers cannot rename them. */
export function named(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type.prototype, 'name', { value: name, configurable: true, writable: true });
  Object.defineProperty(type.prototype, brand, { value: name });
}

/** Does one of the value's prototypes carry this brand? */
export function isBranded(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (let at: object | null = value; at; at = Object.getPrototypeOf(at) as object | null)
    if (brandOf(at) === name) return true;
  return false;
}

/** `instanceof` by brand; a subclass that someone else wrote is compared as usual. */
export function hasInstance<T>(this: abstract new (...args: never) => T, value: unknown): value is T {
  const name = brandOf(this.prototype);
  return name === undefined
    ? Function.prototype[Symbol.hasInstance].call(this, value)
    : isBranded(value, name);
}
