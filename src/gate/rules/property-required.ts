import { join } from '../pointer.js';
import { schemaRule } from './schema-rule.js';

/** Who may leave a property out and who counts on it. JSON Schema 2020-12 validation §6.5.3. */
export const propertyRequired = schemaRule({
  id: 'property-required',
  waysOut: [
    "keep it as it was: optional in requests (with a default on the server's side), always there in responses",
  ],
  keywords: ['required'],
  *differences({ base, head, direction }) {
    for (const name of new Set([...base.required.keys(), ...head.required.keys()])) {
      const was = base.required.has(name);
      if (was === head.required.has(name)) continue;
      // A name that one side does not declare at all is property-removed or property-added.
      if (was ? !head.properties.has(name) && base.properties.has(name) : false) continue;
      const at = (flat: typeof base): string =>
        flat.properties.get(name)?.[0] ??
        flat.required.get(name) ??
        join(flat.all[0]?.pointer ?? flat.pointers[0] ?? '', 'required');
      const sentence =
        !was && !base.properties.has(name) && head.properties.has(name)
          ? `\`${name}\` is new and required`
          : `\`${name}\` became ${was ? 'optional' : 'required'}`;
      yield {
        about: name,
        base: at(base),
        head: at(head),
        words: { base: base.required.get(name), head: head.required.get(name) },
        breaks: direction === 'request' ? sentence : `${sentence}, and clients count on it`,
        adds: sentence,
        isTold: base.properties.has(name) === head.properties.has(name),
        frees: { optional: [name] },
      };
    }
  },
});
