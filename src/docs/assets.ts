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

/** In the order of the cascade: what comes later may overrule what came before. */
const styles = [
  ...['theme', 'base', 'text', 'tables', 'code'],
  ...['bar', 'contents', 'wide', 'narrow', 'target', 'print'],
] as const;

export async function readAssets(): Promise<Assets> {
  const [style, script] = await Promise.all([
    small(
      styles.map((name) => `style/${name}.css`),
      { loader: 'css' },
    ),
    small(['script.ts'], { loader: 'ts', target: 'es2022', format: 'iife' }),
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

async function small(files: readonly string[], options: Parameters<typeof transform>[1]): Promise<string> {
  const sources = await Promise.all(
    files.map((file) => readFile(new URL(`./${file}`, import.meta.url), 'utf8')),
  );
  const { code } = await transform(sources.join('\n'), {
    ...options,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
  });
  return code.trim();
}

function hashOf(block: string): string {
  return `'sha256-${createHash('sha256').update(block).digest('base64')}'`;
}
