/**
 * The text comes before the scripts: a page is whole without them, and on a slow line or an old machine they would keep
 * it from being read. They are fetched when the text has been painted, and each is asked for and run in a task of its
 * own. A tab that nobody sees paints nothing: there they start after some seconds.
 */
export function textFirst(html: string): string {
  const own: string[] = [];
  const needed: string[] = [];
  const text = html
    .replace(/\s*<script type="module" src="([^"]+)"><\/script>/g, (_tag, address: string) => {
      own.push(address);
      return '';
    })
    .replace(/\s*<link rel="modulepreload" href="([^"]+)">/g, (_tag, address: string) => {
      needed.push(address);
      return '';
    });
  const [metadata, app] = own;
  if (metadata === undefined || app === undefined) {
    throw new Error('a page without the scripts of VitePress');
  }
  const scripts = JSON.stringify([metadata, ...needed, app]);
  return text.replace('</head>', `  <script>(${start})(${scripts})</script>\n  </head>`);
}

/** Runs in the page, before anything else of it: as text, so that no browser needs to fetch it. */
const start = `addresses=>{
const run=()=>{
if(!addresses)return;
const left=addresses;
addresses=undefined;
for(const href of left)setTimeout(()=>document.head.append(Object.assign(document.createElement('link'),{rel:'preload',as:'script',crossOrigin:'anonymous',fetchPriority:'low',href})));
const next=()=>{const address=left.shift();if(address)import(address).then(()=>setTimeout(next))};
setTimeout(next)
};
new PerformanceObserver(paints=>{if(paints.getEntriesByName('first-contentful-paint').length)setTimeout(run)}).observe({type:'paint',buffered:true});
setTimeout(run,3000)
}`.replace(/\n/g, '');
