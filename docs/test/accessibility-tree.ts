import type { CDPSession, Page } from 'playwright-core';
import type { Spoken } from './english-labels.ts';

/** What is read of Chromium's tree: https://chromedevtools.github.io/devtools-protocol/tot/Accessibility/ */
interface AXNode {
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
  readonly description?: { readonly value?: string };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value?: unknown };
  }[];
}

/** The accessibility tree of a page as Chromium hands it to a screen reader. */
export class AccessibilityTree {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<AccessibilityTree> {
    return new AccessibilityTree(await page.context().newCDPSession(page));
  }

  /** Everything on the page that has a role and is named. */
  async spoken(): Promise<readonly Spoken[]> {
    const { nodes } = (await this.#session.send('Accessibility.getFullAXTree')) as unknown as {
      nodes: readonly AXNode[];
    };
    return nodes
      .filter(({ ignored, role }) => !ignored && role?.value !== undefined)
      .map(({ role, name, description, properties = [] }) => ({
        role: role?.value ?? '',
        names: [
          name?.value,
          description?.value,
          ...properties
            .filter((property) => /^(?:roledescription|valuetext)$/.test(property.name))
            .map(({ value }) => value.value),
        ].filter((each): each is string => typeof each === 'string' && each !== ''),
      }));
  }
}
