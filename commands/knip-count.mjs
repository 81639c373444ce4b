/** Says how many files knip looked at, so that a configuration that matches nothing cannot pass as clean. */
const count = ({ counters }) => console.log(`looked at ${counters.total} files`);

// biome-ignore lint/style/noDefaultExport: knip takes a reporter as the default export
export default count;
