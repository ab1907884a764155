import { getDocumentProxy } from 'unpdf';

/**
 * On which page of a PDF its places stand.
 *
 * @returns the page, counted from 1, of every place that a link within the document leads to, by its id
 */
export async function pagesOfPlaces(pdf: Uint8Array): Promise<Readonly<Record<string, number>>> {
  // It keeps what it is given, and takes no Buffer.
  const document = await getDocumentProxy(new Uint8Array(pdf));
  try {
    const places: Record<string, number> = {};
    for (const [id, place] of Object.entries(await document.getDestinations())) {
      places[id] = (await document.getPageIndex(place[0])) + 1;
    }
    return places;
  } finally {
    await document.loadingTask.destroy();
  }
}
