import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { Intake } from './intake.ts';
import { Refusal } from './refusal.ts';

/** Entries looked at, with those that are left out (a zipped node_modules holds tens of thousands). */
const MOST_ENTRIES = 100_000;
/** The file type bits of a Unix mode, and the one of a symbolic link (inode(7)). */
const [S_IFMT, S_IFLNK] = [0o170_000, 0o120_000];

/**
 * Unpacks a zip, whoever made it: nothing is written outside of the folder.
 *
 * @throws {Refusal} on a broken or encrypted one, on names that lead elsewhere, links, and one that is too large
 */
export async function unzip(file: string, intake: Intake): Promise<void> {
  let zip: ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: false });
    if (zip.entryCount > MOST_ENTRIES) {
      throw new Refusal(
        `Recusei: o zip tem mais de ${MOST_ENTRIES.toLocaleString('pt-BR')} itens.`,
      );
    }
    for await (const entry of zip.eachEntry()) await takeEntry(zip, entry, intake);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    zip?.close();
  }
}

async function takeEntry(zip: ZipFile, entry: Entry, intake: Intake): Promise<void> {
  const path = entry.fileName.normalize('NFC');
  if (Intake.leavesOut(path)) return;
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & S_IFMT) === S_IFLNK) {
    throw new Refusal(`Recusei: «${path}» é um link simbólico, e um zip não pode trazer links.`);
  }
  if (path.endsWith('/')) return;
  if (entry.isEncrypted()) throw new Refusal('Recusei: o zip tem senha. Peça um sem senha.');
  const stream: Readable = await zip.openReadStreamPromise(entry);
  await intake.add(path, stream);
}

/** What the library says of a zip, and what the system says of a name, in words for the row. */
function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const { message } = error;
  const [, name = ''] = /^(?:absolute path|invalid relative path): (.*)$/s.exec(message) ?? [];
  if (name !== '') {
    return new Refusal(
      `Recusei: «${name}» sairia da pasta da entrega (zip slip). Nada dela foi gravado fora.`,
    );
  }
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EEXIST') return new Refusal('Recusei: o zip tem dois itens com o mesmo nome.');
  if (['ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL'].includes(code)) {
    return new Refusal(`Recusei: o zip tem um nome de arquivo que não dá para gravar (${code}).`);
  }
  // ENOSPC and the like are about this machine, and no fault of the submission.
  if (/^E[A-Z0-9]+$/.test(code)) return error;
  return new Refusal('Não consegui abrir o zip: está quebrado, ou não é um zip.');
}
