/** What an operator does about state that cannot go on; part of the errors that stop a partition. */
export const REBUILD_COMMAND =
  'freshet replay-log --group profiles --from earliest --into NEW, then freshet namespaces swap NEW';
