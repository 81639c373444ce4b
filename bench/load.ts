/** Nearest-rank percentile of milliseconds. */
const percentile = (sorted: number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? 0;

export interface Measured {
  perSecond: number;
  p50: number;
  p95: number;
  results: Record<string, number>;
}

/** Does `count` acts, `concurrency` at a time, and measures each. `act` names its result. */
export const underLoad = async (
  count: number,
  concurrency: number,
  act: (n: number) => Promise<string>,
): Promise<Measured> => {
  const took: number[] = [];
  const results: Record<string, number> = {};
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) {
      const begun = performance.now();
      const result = await act(n);
      took.push(performance.now() - begun);
      results[result] = (results[result] ?? 0) + 1;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - begun) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: count / seconds, p50: percentile(took, 0.5), p95: percentile(took, 0.95), results };
};

export const say = (what: string, m: Measured) =>
  console.log(
    `${what.padEnd(44)} ${m.perSecond.toFixed(0).padStart(6)}/s   p50 ${m.p50.toFixed(1).padStart(7)} ms   p95 ${m.p95.toFixed(1).padStart(7)} ms   ${JSON.stringify(m.results)}`,
  );
