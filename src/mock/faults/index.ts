// The closed list of faults that a scenario may name.
import type { FaultMechanism } from './fault.js';
import { drip } from './drip.js';
import { hang } from './hang.js';
import { htmlPage } from './html-page.js';
import { resetBeforeAnswer, resetMidBody } from './reset.js';
import { truncate } from './truncate.js';

export const faults = {
  'reset-before-answer': resetBeforeAnswer,
  'reset-mid-body': resetMidBody,
  truncate,
  drip,
  hang,
  'html-page': htmlPage,
} as const satisfies Readonly<Record<string, FaultMechanism>>;

export type FaultName = keyof typeof faults;
