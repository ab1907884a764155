import type { CDPSession } from 'playwright-core';
import type { Spoken } from './english-labels.ts';

/** Everything on a page that has a role and is named, as Chromium hands it to a screen reader. */
export async function spokenThings(session: CDPSession): Promise<readonly Spoken[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored, role }) => !ignored && role?.value !== undefined)
    .map(({ role, name, description, properties = [] }) => ({
      role: String(role?.value),
      names: [
        name?.value,
        description?.value,
        ...properties
          .filter((property) => /^(?:roledescription|valuetext)$/.test(property.name))
          .map(({ value }) => value.value),
      ].filter((each): each is string => typeof each === 'string' && each !== ''),
    }));
}
