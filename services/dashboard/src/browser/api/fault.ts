/** Why a call brought nothing, in words for who made it. */
export class Fault extends Error {
  /** As the service says; `UNREACHABLE`, `TIMEOUT` and `ANSWER_MALFORMED` are said here. */
  readonly code: string;
  /** Where in the body the fault lies (RFC 6901). */
  readonly pointer: string | null;
  /** 0 where there was no answer. */
  readonly status: number;

  constructor(status: number, code: string, message: string, pointer: string | null = null) {
    super(message);
    this.name = 'Fault';
    this.status = status;
    this.code = code;
    this.pointer = pointer;
  }
}

/** The fault that an answer other than 2xx tells of. */
export function faultOf(status: number, body: unknown): Fault {
  const { code, message, pointer } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Record<string, unknown>;
  if (typeof code === 'string' && typeof message === 'string') {
    return new Fault(status, code, message, typeof pointer === 'string' ? pointer : null);
  }
  return new Fault(status, `HTTP_${status}`, `The service answered ${status} and did not say why.`);
}
