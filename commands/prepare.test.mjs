import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, root } from './prepare.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'berth-prepare-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('isInstalled', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/pg': { version: '8.0.0' },
    'node_modules/for-another-machine': { version: '1.0.0', optional: true },
  };
  const install = (packages) => {
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    mkdirSync(join(folder, 'node_modules'));
    if (packages) {
      writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
    }
  };

  it.each([
    ['everything is there', { 'node_modules/pg': { version: '8.0.0' } }, true],
    ['an install was cut short', undefined, false],
    ['a package is missing', {}, false],
    ['a package has another version', { 'node_modules/pg': { version: '7.9.9' } }, false],
  ])('%s', (_name, present, installed) => {
    install(present);
    expect(isInstalled(folder)).toBe(installed);
  });

  it('a new clone has nothing', () => {
    expect(isInstalled(folder)).toBe(false);
  });
});

describe('package-lock.json', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

  /** Where Node would look for a package that `from` asks for, nearest first. */
  const candidates = (from, name) => {
    const folders = from.split('/node_modules/');
    return folders
      .map(
        (_, depth) =>
          `${folders.slice(0, folders.length - depth).join('/node_modules/')}/node_modules/${name}`,
      )
      .concat(`node_modules/${name}`);
  };

  it('knows every optional package of every platform, or npm ci refuses it', () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !candidates(from, name).some((path) => packages[path]),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names no host: each machine asks its own registry', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved)).toEqual([]);
  });
});
