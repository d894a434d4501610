// Findings as people, programs and GitHub read them.
import type { Finding } from './finding.js';

export type Format = 'text' | 'json' | 'github';

/** The findings in a format, with a newline at the end; nothing for no findings, except the empty list of JSON. */
export function print(findings: readonly Finding[], format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(findings, null, 2)}\n`;
    case 'github':
      return findings.map((each) => `${annotation(each)}\n`).join('');
    case 'text':
      return findings.map((each) => `${line(each)}\n`).join('');
    default:
      return format satisfies never;
  }
}

function line({ file, line, column, message, rule, link }: Finding): string {
  return `${file}:${line}:${column}  ${message.replace(/\s+/g, ' ')}  ${rule}  ${link}`;
}

/** A workflow command: what stands in it must not end it, nor begin another. */
function annotation({ file, line, column, message, rule, link }: Finding): string {
  const properties = { file, line, col: column, title: rule };
  const parts = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::error ${parts.join(',')}::${data(`${message}\n${link}`)}`;
}

function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
