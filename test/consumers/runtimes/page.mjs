// For browsers: the client refuses to run until the danger is named.
import { Jettson } from '@jettson/api';
import { run } from './hazards.mjs';

globalThis.runHazards = async (origin) => {
  let refused = false;
  try {
    new Jettson({ apiKey: 'jett_sk_test_page' });
  } catch (error) {
    refused = error.name === 'JettsonConfigError';
  }
  const lines = await run(origin, { dangerouslyAllowBrowser: true });
  return [{ name: 'a browser is refused unless the danger is named', ok: refused }, ...lines];
};
