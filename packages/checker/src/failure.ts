/** What can be wrong with a program, told apart; the names are for programs that read the report. */
export type FailureKind =
  | 'did-not-start'
  | 'ended'
  | 'not-listening'
  | 'listens-elsewhere'
  | 'ipv6-only'
  | 'too-much-output'
  | 'too-many-processes'
  | 'too-much-memory'
  | 'refused'
  | 'no-answer'
  | 'too-early'
  | 'too-little'
  | 'too-much'
  | 'wrong-answer'
  | 'second-client'
  | 'half-message'
  | 'does-not-close'
  | 'reset'
  | 'too-slow'
  | 'no-connection'
  | 'wrong-request'
  | 'wrong-output'
  | 'wrong-exit-code'
  | 'does-not-end'
  | 'port-taken'
  | 'not-tried';

/** Why a check gives no points: a sentence in Portuguese, and lines that show it (bytes, output). */
export class CheckFailure extends Error {
  readonly kind: FailureKind;
  readonly details: readonly string[];
  /** False where it did not come so far: the check's hint would be of no help. */
  readonly wasTried: boolean;

  constructor(
    kind: FailureKind,
    message: string,
    details: readonly string[] = [],
    wasTried = true,
  ) {
    super(message);
    this.name = 'CheckFailure';
    this.kind = kind;
    this.details = details;
    this.wasTried = wasTried;
  }
}

/** @param details what the program said of it */
export function portTaken(port: number, details: readonly string[] = []): CheckFailure {
  const sentence = `A porta ${port} está ocupada por outro programa (EADDRINUSE): feche-o e tente de novo.`;
  return new CheckFailure('port-taken', sentence, details);
}

/**
 * Tells a failure by what the check was about: where the second client gets no answer, that is the finding, and not
 * that there was no answer.
 */
export async function failingAs<Value>(
  kind: FailureKind,
  sentence: string,
  run: () => Promise<Value>,
): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    const isOther = !['no-answer', 'refused', 'reset', 'too-little'].includes(error.kind);
    if (isOther) throw error;
    throw new CheckFailure(kind, sentence, [error.message, ...error.details]);
  }
}

/** Tells a failure with what led to it: the question that was asked, for instance. */
export async function failingAfter(sentence: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    throw new CheckFailure(error.kind, `${sentence} ${error.message}`, error.details);
  }
}
