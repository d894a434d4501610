// Brands: which error class a value is of, whichever copy of this package made it.

/** The brand of each class of this copy. The symbols themselves are shared by every copy in one program. */
const brands = new WeakMap<object, symbol>();

/** Writes name and brand on the prototype: neither is an own field, and minifiers cannot rename them. */
export function named(type: { readonly prototype: object }, name: string): void {
  const brand = Symbol.for(`@jettson/api#${name}`);
  brands.set(type, brand);
  Object.defineProperties(type.prototype, {
    name: { value: name, configurable: true, writable: true },
    [brand]: { value: true },
  });
}

/** `instanceof` by brand; a subclass that someone else wrote is compared as usual. */
export function hasInstance<T>(this: abstract new (...args: never) => T, value: unknown): value is T {
  const brand = brands.get(this);
  return brand
    ? typeof value === 'object' && value !== null && brand in value
    : Function.prototype[Symbol.hasInstance].call(this, value);
}
