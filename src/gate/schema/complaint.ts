// What the refusing side says, in the words validators use.
import type { Json } from '../include/json.js';
import { isArray } from '../include/json.js';
import { show } from '../rules/schema-rule.js';
import type { Flat } from './flat.js';

export function complaintFor(rule: string, about: string, receiver: Flat | undefined): string {
  const keyword = (name: string): Json | undefined => receiver?.keywords.get(name);
  switch (rule) {
    case 'property-required':
    case 'property-removed':
    case 'property-added':
      if (rule !== 'property-added' && receiver?.required.has(about) === true)
        return `must have required property '${about}'`;
      return receiver?.properties.has(about) === true
        ? `property '${about}' must match what is declared for it`
        : `must not have the property '${about}'`;
    case 'enum-value-removed':
    case 'enum-value-added':
    case 'enum-changed':
      return `must be one of ${show(keyword('enum'))}`;
    case 'type-changed': {
      const types = keyword('type');
      return `must be ${isArray(types) ? types.join(' or ') : 'of another type'}`;
    }
    case 'bound-changed':
    case 'pattern-changed':
    case 'format-changed': {
      const value = keyword(about);
      return value === undefined ? `must satisfy ${about}` : `must satisfy ${about} ${show(value)}`;
    }
    case 'extra-properties-changed':
      return keyword(about) === false ? 'must not have other properties' : `must satisfy ${about}`;
    case 'items-changed':
      return about === 'contains' ? 'must contain what is asked for' : 'must not have these items';
    case 'union-changed':
      return receiver?.unions.some((union) => union.keyword === 'oneOf' && !union.isTagged) === true
        ? 'must match exactly one of the alternatives'
        : 'must match one of the alternatives';
    default:
      return 'must match the schema';
  }
}
