// Sets light or dark and the language before anything is drawn, so that nobody at midnight gets a white flash.
// A file of its own because the page's policy allows no script inside the page.
(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const wish = kept('berth-color-scheme');
  const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = kept('berth-language') === 'es' ? 'es' : 'en';
})();

// The page's policy forbids eval. zod would try it once and leave a report in the console; this is where it looks.
globalThis.__zod_globalConfig = { jitless: true };
