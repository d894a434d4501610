// The report as JSON: everything, in the order of report.ts. Its JSON Schema: schema.ts.
import type { Report } from './report.js';

export function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
