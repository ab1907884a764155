// #region address-lookup-imports
/**
 * Nomes e endereços: os bytes de um endereço, os endereços de um nome e os nomes
 * de um endereço, segundo o sistema e segundo o DNS sozinho.
 */
import { lookup, lookupService, Resolver } from 'node:dns/promises';
import {
  type Endpoint,
  endOnInterrupt,
  explainError,
  formatEndpoint,
  PeerError,
  readOptions,
  secondsOption,
  serverOption,
  switchOption,
  UsageError,
  visibleText,
} from '@tomada/utils';
// O # é a pasta src desta lição: veja «imports» no package.json.
import { ownAddresses } from '#own-addresses';
import { type Question, readQuestion } from '#question';
import { type Outcome, report } from '#report';

// #endregion address-lookup-imports

// #region address-lookup-options
const example = 'pnpm --filter lesson-address-lookup start localhost';
const { self, server, timeout, words } = readOptions({
  usage: 'pnpm --filter lesson-address-lookup start <nome ou endereço…>',
  about: 'Mostra os endereços de um nome, e os bytes e nomes de um endereço.',
  options: {
    self: switchOption('mostra os endereços deste computador'),
    server: serverOption('servidor de DNS a quem perguntar', 53),
    timeout: secondsOption('quanto esperar por cada resposta', 5),
  },
  words: { example, optional: true },
});

function refuse(sentence: string): never {
  console.error(visibleText(sentence));
  process.exit(2);
}

/** Lê todas as palavras antes de procurar qualquer uma. */
function readQuestions(): Question[] {
  if (words.length === 0 && !self)
    refuse(`Faltou dizer o que procurar. Por exemplo: ${example}`);
  try {
    return words.map(readQuestion);
  } catch (error) {
    if (error instanceof UsageError) refuse(error.message);
    throw error;
  }
}
const questions = readQuestions();
// #endregion address-lookup-options

// #region address-lookup-sources
/** Quem sabe responder. Cada passo acrescenta um. */
const sources: ((question: Question) => Promise<Outcome>[])[] = [];
// #endregion address-lookup-sources

// #region address-lookup-system
// O Node não sabe interromper uma procura do sistema. Esta variável pede a ela,
// no Linux, que desista sozinha; senão o programa só terminaria depois dela.
process.env.RES_OPTIONS ??= `timeout:${Math.ceil(timeout)} attempts:1`;

/** Espera até --timeout e nunca rejeita: um erro vira uma explicação. */
async function settle(
  label: string,
  activity: 'lookup' | 'query',
  about: Endpoint,
  answer: Promise<readonly string[]>,
): Promise<Outcome> {
  const late = activity === 'lookup' ? 'ETIMEDOUT' : 'ETIMEOUT';
  const limit = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new PeerError(late));
    setTimeout(giveUp, timeout * 1000).unref();
  });
  try {
    const lines = await Promise.race([answer, limit]);
    if (lines.length === 0) throw new PeerError('ENODATA');
    // O que vem da rede pode trazer cores e outros comandos do terminal.
    return { label, lines: [...new Set(lines)].map(visibleText) };
  } catch (error) {
    const { code = 'sem código' } = error as NodeJS.ErrnoException;
    const explanation = explainError(new PeerError(code, activity), about);
    return { label, lines: explanation.split('\n').slice(0, 1), explanation };
  }
}

/** O mesmo que connect perguntaria: arquivo hosts, DNS e o que mais houver. */
async function askSystem({ text, kind, dnsName }: Question): Promise<string[]> {
  if (kind !== 'nome') return [(await lookupService(text, 0)).hostname];
  const found = await lookup(dnsName, { all: true });
  return found.map(({ address }) => address);
}

sources.push((question) => {
  const about = { host: question.text, port: 0 };
  return [settle('Pelo sistema:', 'lookup', about, askSystem(question))];
});
// #endregion address-lookup-system

// #region address-lookup-dns
// Três tentativas, cada uma com o dobro da espera: 1 + 2 + 4 sétimos do tempo.
const attempts = { timeout: Math.ceil((timeout * 1000) / 7), tries: 3 };

sources.push(({ kind, dnsName }) => {
  const resolver = new Resolver(attempts);
  if (server) resolver.setServers([formatEndpoint(server)]);
  const [systemServer = '127.0.0.1'] = resolver.getServers();
  const asked = server ?? { host: systemServer, port: 53 };
  const ask = (label: string, answer: Promise<string[]>) =>
    settle(label, 'query', asked, answer);
  const outcomes =
    kind === 'nome'
      ? [
          ask('DNS, IPv4 (A):', resolver.resolve4(dnsName)),
          ask('DNS, IPv6 (AAAA):', resolver.resolve6(dnsName)),
        ]
      : [ask('DNS, nome (PTR):', resolver.resolvePtr(dnsName))];
  // Depois do limite ninguém mais quer a resposta; sem isto, o programa ainda
  // esperaria por ela para terminar.
  setTimeout(() => resolver.cancel(), timeout * 1000).unref();
  return outcomes;
});
// #endregion address-lookup-dns

// #region address-lookup-self
if (self) for (const line of ownAddresses()) console.log(line);
// #endregion address-lookup-self

// #region address-lookup-start
endOnInterrupt(async () => {});
for (const question of questions) {
  const outcomes = sources.flatMap((source) => source(question));
  if (!(await report(question, outcomes))) process.exitCode = 1;
}
// #endregion address-lookup-start
