// Brands: which error class a value is of, whichever copy of this package made it.

/** Writes name and brand on the prototype: neither is an own field, and minifiers cannot rename them. */
export function named({ prototype }: { readonly prototype: object }, name: string): void {
  Object.defineProperties(prototype, {
    name: { value: name, configurable: true, writable: true },
    [brandOf(name)]: { value: true },
  });
}

/** `instanceof` by brand; a subclass that someone else wrote is compared as usual. */
export function hasInstance<T>(this: abstract new (...args: never) => T, value: unknown): value is T {
  const { prototype } = this as { readonly prototype: { readonly name: string } };
  const brand = brandOf(prototype.name);
  return Object.hasOwn(prototype, brand)
    ? brand in Object(value)
    : Function.prototype[Symbol.hasInstance].call(this, value);
}

/** Shared by every copy in one program. */
function brandOf(name: string): symbol {
  return Symbol.for(`@jettson/api#${name}`);
}
