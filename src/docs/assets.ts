// Style and script of the page, made small, and the policy that allows exactly these two.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

export interface Assets {
  readonly style: string;
  readonly script: string;
  /** Content Security Policy (CSP 3): nothing but the two blocks above and the icon in the page itself. */
  readonly policy: string;
}

export async function readAssets(): Promise<Assets> {
  const [style, script] = await Promise.all([
    small('style.css', { loader: 'css' }),
    small('script.ts', { loader: 'ts', target: 'es2022', format: 'iife' }),
  ]);
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { style, script, policy };
}

async function small(file: string, options: Parameters<typeof transform>[1]): Promise<string> {
  const source = await readFile(new URL(`./${file}`, import.meta.url), 'utf8');
  const { code } = await transform(source, { ...options, minify: true, legalComments: 'none', charset: 'utf8' });
  return code.trim();
}

function hashOf(block: string): string {
  return `'sha256-${createHash('sha256').update(block).digest('base64')}'`;
}
