/** ms after which a page that comes back into view asks for a new version again: it may stay open for days. */
const ASK_AGAIN = 3_600_000;

/**
 * Lets the browser keep the whole site for the time without a network. A new version is only offered.
 *
 * @param base the site's base path
 * @param offer is given what moves this page, and every other open one, to the new version
 */
export async function keepOffline(base: string, offer: (update: () => void) => void) {
  // In development, and over plain HTTP from another computer, there is none.
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  // Who pays for every byte has asked for no more of them than needed (W3C, Save Data).
  if ('connection' in navigator && isSaving(navigator.connection)) return;
  await loaded();
  const workers = navigator.serviceWorker;
  const hadOlder = workers.controller !== null;
  let isReloading = false;
  workers.addEventListener('controllerchange', () => {
    // A first version only takes charge; a later one has the files of other pages than this one.
    if (!hadOlder || isReloading) return;
    isReloading = true;
    location.reload();
  });
  const offerWaiting = ({ waiting }: ServiceWorkerRegistration) => {
    if (waiting && workers.controller) offer(() => waiting.postMessage('take-over'));
  };
  try {
    const registration = await workers.register(`${base}service-worker.js`);
    offerWaiting(registration);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => offerWaiting(registration));
    });
    let asked = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_AGAIN) return;
      asked = Date.now();
      registration.update().catch(() => {}); // no network: later
    });
  } catch {
    // The browser forbids it, or there is no network: the site works as any other does.
  }
}

function isSaving(connection: unknown): boolean {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  );
}

/** Waits until the page is all there: what is for later does not hold up what is for now. */
async function loaded(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  }
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 1_000);
  });
}
