import type { Problem } from './protocol.ts';

/** Why a person cannot do this on their phone: thrown by the actions, answered as a problem by the page's interface. */
export class PhoneProblem extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, title: string) {
    super(title);
    this.code = code;
    this.status = status;
  }

  toProblem(): Problem {
    return { type: 'about:blank', title: this.message, status: this.status, code: this.code };
  }
}
