/** The state whose explanation the panel shows is pressed; the arrows to and from it stand out. */
const PRESSED = 'aria-pressed';

/**
 * Makes the states of the diagram buttons: without JavaScript they are links to the list below it, with it they show
 * what the list says beside the drawing.
 */
export function enhanceStates(page: Document): void {
  for (const state of page.querySelectorAll('.states-state')) {
    state.setAttribute('role', 'button');
    state.setAttribute('aria-controls', 'states-panel');
    if (!state.hasAttribute(PRESSED)) state.setAttribute(PRESSED, 'false');
  }
  const panel = page.querySelector<HTMLElement>('.states-panel');
  if (!panel?.hidden) return;
  panel.innerHTML = '<p>Escolha um estado do desenho, e aqui aparece o que ele quer dizer.</p>';
  panel.hidden = false;
}

/** Listens once, for every page that comes. */
export function explainStates(page: Document): void {
  page.addEventListener('click', (event) => {
    const state = stateAt(event.target);
    if (!state) return;
    event.preventDefault();
    choose(page, state);
  });
  page.addEventListener('keydown', (event) => {
    if (event.key !== ' ' || !stateAt(event.target)) return;
    // A button answers to the space bar; a link would scroll the page.
    event.preventDefault();
    choose(page, stateAt(event.target));
  });
}

function stateAt(target: EventTarget | null): string | undefined {
  const box = target instanceof Element ? target.closest('.states-diagram [data-state]') : null;
  return box?.getAttribute('data-state') ?? undefined;
}

function choose(page: Document, name: string | undefined): void {
  if (name === undefined) return;
  const diagram = page.querySelector('.states-diagram');
  const panel = page.querySelector('.states-panel');
  const entry = page.getElementById(`estado-${name.toLowerCase()}`);
  if (!diagram || !panel || !entry) return;
  for (const box of diagram.querySelectorAll('[data-state]')) {
    const isChosen = box.getAttribute('data-state') === name;
    box.classList.toggle('states-chosen', isChosen);
    if (box.classList.contains('states-state')) box.setAttribute(PRESSED, String(isChosen));
  }
  for (const arrow of diagram.querySelectorAll('.states-arrow')) {
    arrow.classList.toggle('states-in', arrow.getAttribute('data-to') === name);
    arrow.classList.toggle('states-out', arrow.getAttribute('data-from') === name);
  }
  diagram.classList.add('states-has-chosen');
  const copy = entry.cloneNode(true);
  if (copy instanceof Element) {
    for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
    for (const link of copy.querySelectorAll('.header-anchor')) link.remove();
    panel.replaceChildren(...copy.childNodes);
  }
  panel.scrollTop = 0;
}
