// The closed list of faults that a scenario may name.
import type { FaultMechanism } from './fault.js';
import { drip } from './drip.js';
import { hang } from './hang.js';
import { htmlPage } from './html-page.js';
import { resetBeforeAnswer, resetMidBody } from './reset.js';
import { truncate } from './truncate.js';

/** Written out, so that what `@jettson/api/testing` declares needs no types of Node. */
export type FaultName = 'reset-before-answer' | 'reset-mid-body' | 'truncate' | 'drip' | 'hang' | 'html-page';

export const faults = {
  'reset-before-answer': resetBeforeAnswer,
  'reset-mid-body': resetMidBody,
  truncate,
  drip,
  hang,
  'html-page': htmlPage,
} as const satisfies Readonly<Record<FaultName, FaultMechanism>>;
