import { startTestCluster } from './database.ts';

/** One PostgreSQL for the whole run; the workers inherit its address with the environment. */
const setUp = async () => {
  const cluster = await startTestCluster();
  return () => cluster.stop();
};

export default setUp;
