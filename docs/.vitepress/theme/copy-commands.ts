/** How long a button says that the commands were copied, in ms. */
const CONFIRMATION = 2000;

/**
 * Makes the buttons of the terminals work: each copies the commands of its own terminal, one a line, and nothing else.
 * One listener serves every page that will ever be shown.
 */
export function copyOnClick(page: Document): void {
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('.terminal-copy');
    if (button instanceof HTMLButtonElement) void copyCommands(button);
  });
}

async function copyCommands(button: HTMLButtonElement): Promise<void> {
  const commands = [
    ...(button.closest('.terminal')?.querySelectorAll('.terminal-command') ?? []),
  ].map((command) => command.textContent ?? '');
  await write(commands.join('\n'));
  const label = button.textContent;
  const copied = button.dataset.copied ?? '';
  if (label === copied) return;
  button.textContent = copied;
  setTimeout(() => {
    button.textContent = label;
  }, CONFIRMATION);
}

/** The clipboard of the browser exists on https and on localhost only; elsewhere (a classroom's LAN) the old way serves. */
async function write(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
