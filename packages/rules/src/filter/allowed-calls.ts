import type { ASTNode } from '@marcbachmann/cel-js';

/** Loops over a list; none inside another, so that a filter's cost stays linear in its item. */
const loops = new Set(['all', 'exists', 'exists_one', 'filter']);
export const LOOPS_MAX = 4;

const calls = new Set('contains startsWith endsWith size has int double string dyn'.split(' '));

export interface Forbidden {
  readonly reason: string;
  readonly range: { readonly start: number; readonly end: number };
}

/**
 * The first call of an expression that a filter may not make. `matches` runs JavaScript's backtracking
 * regular expressions, `map` and `cel.bind` grow texts without bound: none of them for strangers.
 */
export function findForbidden(root: ASTNode): Forbidden | undefined {
  let loopsSeen = 0;
  return visit(root, false);

  function visit(part: unknown, insideLoop: boolean): Forbidden | undefined {
    if (Array.isArray(part)) return firstOf(part, insideLoop);
    if (!isNode(part)) return undefined;
    const name = calledName(part);
    const isLoop = name !== undefined && loops.has(name);
    if (name !== undefined && !isLoop && !calls.has(name)) {
      const allowed = [...calls, ...loops].join(', ');
      return { reason: `"${name}" is not among the calls it may make (${allowed})`, range: part };
    }
    if (isLoop && insideLoop) return { reason: `"${name}" is a loop inside a loop`, range: part };
    if (isLoop && ++loopsSeen > LOOPS_MAX) {
      return { reason: `it has more than ${LOOPS_MAX} loops`, range: part };
    }
    if (!isLoop) return visit(part.args, insideLoop);
    // What a loop runs over is worked out once, before it.
    const [, over, body] = part.args as unknown[];
    return visit(over, insideLoop) ?? visit(body, true);
  }

  function firstOf(parts: readonly unknown[], insideLoop: boolean): Forbidden | undefined {
    for (const part of parts) {
      const found = visit(part, insideLoop);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The function or method that a node calls; operators and literals call none. */
function calledName({ op, args }: ASTNode): string | undefined {
  return op === 'call' || op === 'rcall' ? String((args as unknown[])[0]) : undefined;
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part;
}
