/** Why there was no answer: fetch says "fetch failed" and keeps the reason as its cause. */
export function connectionProblem({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message;
  // Of a name with several addresses the failures lie deeper, and only the code is told of them.
  const { code = '' } = cause as NodeJS.ErrnoException;
  return `${message} (${cause.message || code})`;
}
