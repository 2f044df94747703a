import { FreshetError } from './errors.ts';

/**
 * Runs a `main`; a failure Freshet knows ends the process with its message and without a stack
 * trace, since it tells the operator what to do; anything else keeps its stack.
 */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const text = error instanceof FreshetError ? `${error.code}: ${error.message}` : error;
    console.error(text);
    process.exit(1);
  }
}
