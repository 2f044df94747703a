/** Why a call failed, as the server or the way to it says. */
export interface Problem {
  /**
   * The server's own, as in its documentation; `UNREACHABLE` where no answer came, `TIMEOUT` where none
   * came in time, `ANSWER_UNREADABLE` for an answer that is none of Freshet's, as proxies give.
   */
  readonly code: string;
  readonly message: string;
  /** Leads to the fault in the body (RFC 6901). */
  readonly pointer?: string;
}

/** An entry that was refused, by its place in what was sent. */
export interface Rejection extends Problem {
  readonly index: number;
}

export interface ProblemDetails {
  readonly retryAfterMs?: number | undefined;
  readonly rejected?: readonly Rejection[] | undefined;
  readonly cause?: unknown;
}

/** A call that failed. */
export class FreshetProblem extends Error implements Problem {
  readonly code: string;
  readonly pointer: string | undefined;
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  /** How long the server asks to be left alone, in ms. */
  readonly retryAfterMs: number | undefined;
  /** Where every entry of the call was refused, why each was. */
  readonly rejected: readonly Rejection[];

  constructor(
    status: number,
    { code, message, pointer }: Problem,
    { retryAfterMs, rejected = [], cause }: ProblemDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FreshetProblem';
    this.status = status;
    this.code = code;
    this.pointer = pointer;
    this.retryAfterMs = retryAfterMs;
    this.rejected = rejected;
  }

  /** Whether the same call can succeed later without anybody changing anything. */
  get isPassing(): boolean {
    return [0, 408, 429].includes(this.status) || this.status >= 500;
  }
}
