// The second validator and its checks of formats, loaded when the first witness or format needs them: a file of its own in
// the package.
import { addFormat } from '@hyperjump/json-schema/experimental';
import '@hyperjump/json-schema/formats-lite';
import { isHostname } from '@hyperjump/json-schema-formats';

/**
 * A host name in ASCII (RFC 1123 §2.1) whose labels stand for themselves. The package's own check decodes labels that begin
 * with `xn--` (RFC 5891), and prints what it cannot decode to standard output, where reports go: here they are no host names,
 * so on them the validators do not agree.
 */
export function isPlainHostname(text: string): boolean {
  return isHostname(text) && text.length <= 253 && !/(?:^|\.)xn--/i.test(text);
}

addFormat({
  id: 'https://json-schema.org/format/hostname',
  handler: (value) => typeof value !== 'string' || isPlainHostname(value),
});

export {
  getShouldValidateSchema,
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
export {
  isDate,
  isDateTime,
  isDuration,
  isEmail,
  isIPv4,
  isIPv6,
  isJsonPointer,
  isRegex,
  isRelativeJsonPointer,
  isTime,
  isUri,
  isUriReference,
  isUriTemplate,
  isUuid,
} from '@hyperjump/json-schema-formats';
