import { startTestCluster, type TestCluster } from './database.ts';

let cluster: TestCluster;

/** One PostgreSQL for the whole run; the workers inherit its address with the environment. */
export const setup = async () => {
  cluster = await startTestCluster();
};

export const teardown = () => cluster.stop();
