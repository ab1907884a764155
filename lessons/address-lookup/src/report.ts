// #region report-rows
/** O que aparece no terminal: o que a palavra é, e uma linha por resposta. */
import { hexadecimal, writeIPv4, writeIPv6 } from '#address-bytes';
import type { Question } from '#question';

function showRow(label: string, lines: readonly string[]): void {
  const margin = ' '.repeat(21);
  console.log(`  ${label.padEnd(19)}${lines.join(`\n${margin}`)}`);
}

/** O que se sabe sem perguntar a ninguém. */
function showQuestion({ text, kind, bytes, dnsName }: Question): void {
  console.log(`${text}: ${kind}`);
  if (kind === 'nome') {
    if (/\P{ASCII}/u.test(text)) showRow('No DNS:', [dnsName]);
    return;
  }
  const write = kind === 'endereço IPv4' ? writeIPv4 : writeIPv6;
  showRow('Bytes:', [bytes.join(' ')]);
  showRow('Em hexadecimal:', [hexadecimal(bytes)]);
  showRow('De volta a texto:', [write(bytes)]);
}
// #endregion report-rows

// #region report-outcomes
/** Uma resposta; sem ela, explanation diz o que houve. */
export interface Outcome {
  readonly label: string;
  readonly lines: readonly string[];
  readonly explanation?: string;
}

/** Mostra as respostas na ordem; false se ninguém soube de um nome. */
export async function report(
  question: Question,
  outcomes: readonly Promise<Outcome>[],
): Promise<boolean> {
  showQuestion(question);
  const explanations: string[] = [];
  for (const outcome of outcomes) {
    const { label, lines, explanation } = await outcome;
    showRow(label, lines);
    if (explanation !== undefined) explanations.push(explanation);
  }
  // Um endereço sem nome não é falha: os bytes dele estão aí.
  if (question.kind !== 'nome') return true;
  if (explanations.length < outcomes.length) return true;
  // Ninguém respondeu: o que fazer, na saída de erros.
  if (explanations[0]) console.error(explanations[0]);
  return outcomes.length === 0;
}
// #endregion report-outcomes
