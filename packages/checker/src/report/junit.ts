import type { CheckResult, Judgement } from '../judgement.ts';

/**
 * Judgements as JUnit XML, the form that CI systems read: a suite for each program, a case for each check that earns
 * points (badges are none of CI's business).
 */
export function formatJunit(judgements: readonly Judgement[]): string {
  const suites = judgements.map((judgement) => {
    const results = judgement.results.filter(({ badge }) => badge === undefined);
    const failures = results.filter(({ passed }) => !passed).length;
    const name = `${judgement.exercise}:${judgement.side}`;
    return [
      `  <testsuite name="${escapeXml(name)}" tests="${results.length}" failures="${failures}" time="${seconds(results)}">`,
      ...results.map((result) => formatCase(name, result)),
      '  </testsuite>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites,
    '</testsuites>',
  ].join('\n');
}

function formatCase(suite: string, result: CheckResult): string {
  const head = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(result.name)}" time="${seconds([result])}"`;
  const { failure } = result;
  if (failure === undefined) return `${head}/>`;
  const text = [...failure.details, ...result.log, `Dica: ${result.hint ?? ''}`].join('\n');
  const found = `<failure type="${failure.kind}" message="${escapeXml(failure.message)}">${escapeXml(text)}</failure>`;
  return `${head}>\n      ${found}\n    </testcase>`;
}

function seconds(results: readonly CheckResult[]): string {
  const sum = results.reduce((total, { milliseconds }) => total + milliseconds, 0);
  return (sum / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' },
};

/** Text for an attribute or an element; what XML 1.0 cannot hold at all (§2.2) becomes U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\t\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
