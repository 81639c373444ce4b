import { underLoad } from './load.ts';

/** The callers, in a process of their own: HTTP requests from a list, so that they don't share the server's thread. */
interface Order {
  baseUrl: string;
  headers: Record<string, string>;
  /** Each by whoever the order is for, unless it says otherwise. */
  requests: { method: string; path: string; body?: unknown; headers?: Record<string, string> }[];
  concurrency: number;
}

process.once('message', async (order: Order) => {
  const measured = await underLoad(order.requests.length, order.concurrency, async (n) => {
    const request = order.requests[n]!;
    const reply = await fetch(order.baseUrl + request.path, {
      method: request.method,
      headers: {
        ...(request.headers ?? order.headers),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    await reply.arrayBuffer();
    return String(reply.status);
  });
  process.send!(measured, () => process.exit(0));
});
