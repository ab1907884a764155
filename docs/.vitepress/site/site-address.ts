import { UsageError } from '@tomada/utils';

/** Where the site is to live. */
export interface SiteAddress {
  /** The path that every address of the site begins with: `/`, or such as `/tomada/`. */
  readonly base: string;
  /** The whole address of the home page, with a slash at its end; undefined while nobody has said where. */
  readonly home: string | undefined;
}

const EXAMPLE = 'SITE_URL=https://exemplo.br/tomada/';

/**
 * Reads where the site is to live: from there come its base path, and the addresses that sitemaps and previews of links
 * must give in whole.
 *
 * @param text what `SITE_URL` holds; nothing leaves the site at the root of a host that is not known
 * @throws {UsageError} when it is no address of the web, or holds more than host and path
 */
export function readSiteAddress(text = process.env.SITE_URL ?? ''): SiteAddress {
  if (text.trim() === '') return { base: '/', home: undefined };
  const refuse = (reason: string): never => {
    throw new UsageError(`SITE_URL: «${text}» ${reason}. Por exemplo: ${EXAMPLE}`);
  };
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return refuse('não é um endereço da web, com http:// ou https:// no começo');
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return refuse('tem mais do que o nome do computador e o caminho');
  }
  // What needs escapes or two slashes in a row would be one thing to the browser and another to the files.
  if (!/^\/(?:[\w.~-]+\/)*[\w.~-]*$/.test(url.pathname)) {
    return refuse('tem no caminho mais do que letras sem acento, números, traços e barras');
  }
  const base = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return { base, home: `${url.origin}${base}` };
}

/** The same for a command: a wrong address is told in one sentence, and ends it with code 2. */
export function siteAddressOrEnd(): SiteAddress {
  try {
    return readSiteAddress();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** A page's address in whole, without `.html`: `licoes/udp.md` of a site at https://x.y/ is https://x.y/licoes/udp. */
export function addressOf(home: string, page: string): string {
  return home + page.replace(/(?:(?<=^|\/)index)?\.(?:md|html)$/, '');
}
