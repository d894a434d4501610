// The list of rules about schemas, and nothing else.
import type { SchemaRule } from './schema-rule.js';
import { boundChanged } from './bound-changed.js';
import { conditionChanged } from './condition-changed.js';
import { enumChanged } from './enum-changed.js';
import { enumValueAdded } from './enum-value-added.js';
import { enumValueRemoved } from './enum-value-removed.js';
import { extraPropertiesChanged } from './extra-properties-changed.js';
import { formatChanged } from './format-changed.js';
import { itemsChanged } from './items-changed.js';
import { patternChanged } from './pattern-changed.js';
import { propertyAdded } from './property-added.js';
import { propertyRemoved } from './property-removed.js';
import { propertyRequired } from './property-required.js';
import { schemaChanged } from './schema-changed.js';
import { typeChanged } from './type-changed.js';
import { unionChanged } from './union-changed.js';

export const schemaRules: readonly SchemaRule[] = [
  propertyRequired,
  propertyRemoved,
  propertyAdded,
  enumValueRemoved,
  enumValueAdded,
  enumChanged,
  typeChanged,
  boundChanged,
  patternChanged,
  formatChanged,
  extraPropertiesChanged,
  itemsChanged,
  conditionChanged,
  unionChanged,
  schemaChanged,
];
