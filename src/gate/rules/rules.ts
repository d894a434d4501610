// The list of rules, and nothing else.
import type { Rule } from './rule.js';
import { callbackAdded } from './callback-added.js';
import { callbackRemoved } from './callback-removed.js';
import { deprecationChanged } from './deprecation-changed.js';
import { encodingChanged } from './encoding-changed.js';
import { operationAdded } from './operation-added.js';
import { operationIdChanged } from './operation-id-changed.js';
import { operationRemoved } from './operation-removed.js';
import { parameterAdded } from './parameter-added.js';
import { parameterRemoved } from './parameter-removed.js';
import { parameterRequired } from './parameter-required.js';
import { parameterSerializationChanged } from './parameter-serialization-changed.js';
import { pathParameterRenamed } from './path-parameter-renamed.js';
import { requestBodyAdded } from './request-body-added.js';
import { requestBodyRemoved } from './request-body-removed.js';
import { requestBodyRequired } from './request-body-required.js';
import { requestMediaTypeAdded } from './request-media-type-added.js';
import { requestMediaTypeRemoved } from './request-media-type-removed.js';
import { responseBodyAdded } from './response-body-added.js';
import { responseBodyRemoved } from './response-body-removed.js';
import { responseHeaderAdded } from './response-header-added.js';
import { responseHeaderRemoved } from './response-header-removed.js';
import { responseHeaderRequired } from './response-header-required.js';
import { responseMediaTypeAdded } from './response-media-type-added.js';
import { responseMediaTypeRemoved } from './response-media-type-removed.js';
import { responseStatusAdded } from './response-status-added.js';
import { responseStatusRemoved } from './response-status-removed.js';
import { securityChanged } from './security-changed.js';
import { serverAdded } from './server-added.js';
import { serverRemoved } from './server-removed.js';
import { webhookAdded } from './webhook-added.js';
import { webhookRemoved } from './webhook-removed.js';

export const rules: readonly Rule[] = [
  callbackAdded,
  callbackRemoved,
  deprecationChanged,
  encodingChanged,
  operationAdded,
  operationIdChanged,
  operationRemoved,
  parameterAdded,
  parameterRemoved,
  parameterRequired,
  parameterSerializationChanged,
  pathParameterRenamed,
  requestBodyAdded,
  requestBodyRemoved,
  requestBodyRequired,
  requestMediaTypeAdded,
  requestMediaTypeRemoved,
  responseBodyAdded,
  responseBodyRemoved,
  responseHeaderAdded,
  responseHeaderRemoved,
  responseHeaderRequired,
  responseMediaTypeAdded,
  responseMediaTypeRemoved,
  responseStatusAdded,
  responseStatusRemoved,
  securityChanged,
  serverAdded,
  serverRemoved,
  webhookAdded,
  webhookRemoved,
];
