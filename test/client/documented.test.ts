// Every public symbol has words: a doc comment with an example, or with the source of its rule. Hover shows names, not
// generated paths.
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../../src/build/project.js';

const entry = join(root, 'src/index.ts');
const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
const program = ts.createProgram([entry], { ...options, noEmit: true });
const checker = program.getTypeChecker();
const source = program.getSourceFile(entry);
const module = source && checker.getSymbolAtLocation(source);
const exported = (module ? checker.getExportsOfModule(module) : []).map((symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
);

const own = (symbol: ts.Symbol) =>
  symbol.declarations?.some((node) => !node.getSourceFile().fileName.includes('node_modules')) ?? false;
const words = (symbol: ts.Symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker));

test('every exported symbol has a doc comment', () => {
  expect(exported.length).toBeGreaterThan(60);
  expect(exported.filter((symbol) => words(symbol).length < 10).map((symbol) => symbol.name)).toEqual([]);
});

test('every exported symbol has an example, or names the promise, the section or the page its rule comes from', () => {
  const lacking = exported.filter((symbol) => {
    const tags = symbol.getJsDocTags(checker).map((tag) => tag.name);
    return !tags.includes('example') && !/promise|§|RFC|page|Source/i.test(words(symbol));
  });
  expect(lacking.map((symbol) => symbol.name)).toEqual([]);
});

test('every method of the client and its resources has a doc comment with an example', () => {
  const lacking: string[] = [];
  for (const name of ['Jettson', 'AgentsResource', 'MemoryResource']) {
    const symbol = exported.find((each) => each.name === name);
    for (const member of symbol ? checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)) : []) {
      if (!own(member) || member.name.startsWith('__@') || member.name.startsWith('#')) continue;
      const isMethod = (member.flags & ts.SymbolFlags.Method) !== 0;
      const tags = member.getJsDocTags(checker).map((tag) => tag.name);
      if (words(member).length < 10 || (isMethod && !tags.includes('example') && member.name !== 'toJSON'))
        lacking.push(`${name}.${member.name}`);
    }
  }
  expect(lacking).toEqual([]);
});

test('hovering over a method shows words, not generated paths', () => {
  const signatures: string[] = [];
  for (const name of ['AgentsResource', 'MemoryResource']) {
    const symbol = exported.find((each) => each.name === name);
    for (const member of symbol ? checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)) : []) {
      const [declaration] = member.declarations ?? [];
      if (!declaration || !ts.isMethodDeclaration(declaration) || ts.isPrivateIdentifier(declaration.name))
        continue;
      signatures.push(
        `${member.name}${checker.typeToString(checker.getTypeOfSymbolAtLocation(member, declaration))}`,
      );
    }
  }
  expect(signatures.filter((text) => /components|operations\[|\{ readonly|\.\.\./.test(text))).toEqual([]);
  expect(signatures).toContain(
    'spawn(params: SpawnAgentParams, options?: CallOptions | undefined) => Call<Agent>',
  );
  expect(signatures).toContain(
    'search(params: SearchMemoryParams, options?: CallOptions | undefined) => Call<readonly MemorySearchResult[]>',
  );
});
