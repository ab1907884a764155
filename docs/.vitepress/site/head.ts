import type { HeadConfig, TransformContext } from 'vitepress';
import { previewOf } from './pictures.ts';
import { addressOf, type SiteAddress } from './site-address.ts';

/** What every page's head holds: the site's icons, and what makes it an app that can be installed. */
export function siteHead({ base }: SiteAddress): HeadConfig[] {
  return [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }],
    ['link', { rel: 'apple-touch-icon', href: `${base}icons/apple-touch.png` }],
    ['link', { media: 'print', rel: 'stylesheet', href: `${base}print.css` }],
    ['link', { rel: 'manifest', href: `${base}manifest.webmanifest` }],
    ['meta', { name: 'theme-color', content: '#faf6ee', media: '(prefers-color-scheme: light)' }],
    ['meta', { name: 'theme-color', content: '#151b1f', media: '(prefers-color-scheme: dark)' }],
  ];
}

/**
 * What a page's head says to those who share or index it (Open Graph, https://ogp.me): its title, what it is about; its
 * one address and a picture where the site's address is known, since both must be whole.
 */
export function pageHead({ home }: SiteAddress, context: TransformContext): HeadConfig[] {
  const { page, pageData, description } = context;
  if (page === '404.md') return [['meta', { name: 'robots', content: 'noindex' }]];
  const property = (name: string, content: string): HeadConfig => [
    'meta',
    { property: `og:${name}`, content },
  ];
  const head = [
    property('type', page === 'index.md' ? 'website' : 'article'),
    property('site_name', 'Tomada'),
    property('locale', 'pt_BR'),
    property('title', pageData.title),
    property('description', description),
  ];
  if (home === undefined) return head;
  const address = addressOf(home, page);
  const preview = previewOf(page);
  return [
    ['link', { rel: 'canonical', href: address }],
    ...head,
    property('url', address),
    property('image', `${home}${preview.path}`),
    property('image:width', String(preview.width)),
    property('image:height', String(preview.height)),
    property('image:alt', preview.says),
    ['meta', { name: 'twitter:card', content: 'summary_large_image' }],
  ];
}
