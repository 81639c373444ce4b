// Which file may import which. Every rule is proved by a forbidden import in test/fixtures/direction.
const { join } = require('node:path');

const test = '\\.test\\.tsx?$';
const domain = (names) => `^server/(${names.join('|')})/`;

/** Facts in, decisions out: no query, no clock, no file. They can be tested as tables and read as policy. */
const pure = '^server/[^/]+/(rules[a-z-]*|seating/[a-z-]+)\\.ts$';

/** Where SQL may be written: a domain's stores, the connection itself, and the mount, which opens the transaction. */
const stores = '^server/([^/]+/store[a-z-]*\\.ts$|database/|http/)';

/** Each domain may use those above it and beside it, never those below. */
const ranks = [
  ['accounts', 'clients', 'facilities'],
  ['placement', 'enrollment', 'bars'],
  ['reservations'],
  ['nights', 'requests'],
  ['hmis', 'reports'],
];

const lookingDown = ranks.slice(0, -1).map((names, rank) => ({
  name: `${names.join('-')}-look-no-further-down`,
  comment: `${names.join(', ')} came first and know nothing of what was built on them. Move what is shared up, or let the later domain ask.`,
  severity: 'error',
  from: { path: domain(names), pathNot: test },
  to: { path: domain(ranks.slice(rank + 1).flat()) },
}));

module.exports = {
  forbidden: [
    {
      name: 'web-knows-only-the-contract',
      comment:
        'The browser app talks to the server through contract/. Put the shape there and call the endpoint.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|demo|bench|test|commands)/' },
    },
    {
      name: 'server-knows-no-browser',
      comment: 'The server serves whoever keeps the contract. What both need belongs into contract/.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^web/' },
    },
    {
      name: 'contract-knows-nobody',
      comment: 'The contract is data that server, browser and others read alike: it imports zod and itself.',
      severity: 'error',
      from: { path: '^contract/', pathNot: test },
      to: { pathNot: '^contract/|(^|/)node_modules/zod/' },
    },
    {
      name: 'rules-decide-on-facts',
      comment:
        'Rules get facts and give decisions. Let the handler read the store and the clock, and hand in what they said.',
      severity: 'error',
      from: { path: pure },
      to: { pathNot: `^contract/|${pure}` },
    },
    ...lookingDown,
    {
      name: 'ground-knows-no-domain',
      comment:
        'Connecting and mounting are the same for every domain; only the Actor, from accounts, is known to the mount.',
      severity: 'error',
      from: { path: '^server/(database|http)/', pathNot: test },
      to: { path: domain(ranks.flat()), pathNot: '^server/accounts/' },
    },
    {
      name: 'routes-are-entered-by-the-app-only',
      comment: "Another domain's routes are its front door for HTTP. Ask its store, or decide by its rules.",
      severity: 'error',
      from: { path: '^(server|demo|bench)/', pathNot: '^server/app\\.ts$' },
      to: { path: '^server/[^/]+/routes\\.ts$' },
    },
    {
      name: 'only-stores-query',
      comment:
        'SQL lives in store.ts, so that a table can be found by its domain. A type in a signature is no query: import it as a type.',
      severity: 'error',
      from: { path: '^(server|contract|web)/', pathNot: [stores, test] },
      to: { path: '(^|/)node_modules/(kysely|pg|pg-copy-streams)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-could-ship-elsewhere',
      comment:
        'web/ui holds what another product could use. Hand it what it shows, or move it to the domain it knows.',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: { path: '^web/[^/]+/', pathNot: '^web/(ui|texts)/' },
    },
    {
      name: 'product-needs-no-test',
      comment: 'Tests see the product, not the other way round.',
      severity: 'error',
      from: { path: '^(contract|server|web|demo)/', pathNot: test },
      to: { path: `^test/|${test}` },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-missing',
      comment: 'The file or package is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(test/fixtures/direction|web/dist)/' },
    // Imports of types count: knowing a shape is knowing.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
