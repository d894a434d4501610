// How often a property is tried: JETTSON_PAIRS sets how many pairs of schemas (2,000; nightly 20,000), JETTSON_SEED replays a run.

export const pairs = Number(process.env['JETTSON_PAIRS'] ?? 2000);
// The same schemas in every run, so that a red run can be had again; the nightly run takes new ones.
export const seed = Number(process.env['JETTSON_SEED'] ?? 20_261_123) | 0;
/** Milliseconds that a property may take. */
export const timeout = 60_000 * Math.max(3, Math.ceil(pairs / 500));
