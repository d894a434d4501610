// The second validator and its checks of formats, loaded when the first witness or format needs them: a file of its own in
// the package.
import '@hyperjump/json-schema/formats';

export {
  getShouldValidateSchema,
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
export * as formats from '@hyperjump/json-schema-formats';
