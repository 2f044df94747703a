import type { MissingRight } from '@freshet/stream';
import { type Judgement, orOk, problem } from '../finding.ts';

/** Whose rights they are, and what they are to reach. */
export interface RightsOf {
  /** KAFKA_USERNAME, KAFKA_CERT_FILE. */
  readonly username: string;
  readonly certFile: string;
  /** KAFKA_PREFIX. */
  readonly prefix: string;
}

const NAMED_MAX = 3;

/** Whether the user may do all that services do, on the brokers' terms. */
export function judgeRights(missing: readonly MissingRight[], of: RightsOf): readonly Judgement[] {
  return orOk(
    missing.map((right) => lacking(right, of)),
    `${principalOf(of)} may do what services do`,
  );
}

function lacking(right: MissingRight, of: RightsOf): Judgement {
  const { resource, operation } = right;
  return problem(
    `${principalOf(of)} may not ${operation} on ${placesOf(right, of)}.`,
    `kafka-acls.sh --bootstrap-server $KAFKA_BROKERS --add --allow-principal ${shellWord(principalOf(of))} --operation ${operation} --${resource} ${of.prefix === '' ? "'*'" : `${of.prefix} --resource-pattern-type prefixed`}`,
  );
}

function placesOf({ resource, names }: MissingRight, { prefix }: RightsOf): string {
  if (names === undefined) {
    const all = resource === 'group' ? 'groups' : 'transactional ids';
    const which = prefix === '' ? all : `${all} that begin with ${prefix}`;
    return `${which}, or none of their coordinators answers`;
  }
  const further = names.length - NAMED_MAX;
  const named = names.slice(0, NAMED_MAX).join(', ');
  return `${names.length} of its topics (${named}${further > 0 ? ` and ${further} more` : ''})`;
}

/** As brokers call who calls, unless they have rules of their own for it. */
function principalOf({ username, certFile }: RightsOf): string {
  if (username !== '') return `User:${username}`;
  return certFile === '' ? 'User:ANONYMOUS' : `User:<the subject of ${certFile}>`;
}

const shellWord = (text: string): string => (/^[\w:.-]+$/.test(text) ? text : `'${text}'`);
