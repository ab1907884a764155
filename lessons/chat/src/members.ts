// #region members
/** Quem está na sala. Cada um tem um nome que mais ninguém ali tem. */
import { visibleText } from '@tomada/utils';
import type { Member } from './member.ts';
import { isGoodName, type Kind } from './message.ts';

export class Members {
  readonly #bySession = new Map<number, Member>();
  readonly #names = new Set<string>();

  get size(): number {
    return this.#bySession.size;
  }

  get(session: number): Member | undefined {
    return this.#bySession.get(session);
  }

  /** Alguém entra, com o nome que pediu ou, se ele já é de outro, um parecido. */
  add(member: Member, session: number, asked: string): void {
    member.settle(session, this.#uniqueName(asked));
    this.#bySession.set(session, member);
    this.#names.add(member.name);
  }

  #uniqueName(asked: string): string {
    const [...letters] = visibleText(asked).trim();
    const short = letters.slice(0, 28).join('') || 'alguém';
    let name = isGoodName(asked) ? asked : short;
    for (let n = 2; this.#names.has(name); n++) name = `${short}-${n}`;
    return name;
  }

  /** Diz se ele ainda estava. */
  remove(member: Member): boolean {
    if (this.get(member.session) !== member) return false;
    this.#bySession.delete(member.session);
    this.#names.delete(member.name);
    return true;
  }

  /** Envia a mesma mensagem a todos, menos a um. */
  tellOthers(but: Member, kind: Kind, number: number, text: string): void {
    for (const each of this.#bySession.values())
      if (each !== but) each.send(kind, number, text);
  }

  /** Uma frase com os nomes, ou com os primeiros deles. */
  describe(): string {
    const names = [...this.#names];
    const rest = names.length > 20 ? ` e mais ${names.length - 20}` : '';
    return `Na sala: ${names.slice(0, 20).join(', ')}${rest}.`;
  }
}
// #endregion members
