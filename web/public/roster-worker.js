// When the server cannot be reached, a page that is opened is the kept roster of the running night instead.
const cacheName = 'berth-roster';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The copy of the facility that the address is about, else any; copies of nights that are over go. */
const findKept = async (path) => {
  const cache = await caches.open(cacheName);
  const kept = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (Date.parse(response.headers.get('x-kept-until')) > Date.now()) kept.push({ request, response });
    else await cache.delete(request);
  }
  const isOf = ({ request }) => `${path}/`.startsWith(new URL(request.url).pathname.replace(/roster$/, ''));
  return (kept.find(isOf) ?? kept[0])?.response;
};

const isGateway = ({ status }) => status >= 502 && status <= 504;

const open = async (request) => {
  const { pathname } = new URL(request.url);
  try {
    const response = await fetch(request);
    return (isGateway(response) && (await findKept(pathname))) || response;
  } catch (error) {
    const kept = await findKept(pathname);
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(open(event.request));
});
