/** Options of every command that calls the admin routes, beside those of the command line itself. */
export const adminOptions = { json: { type: 'boolean', default: false } } as const;

export const adminUsage = `  --url URL       the instance to ask (default http://127.0.0.1:8080)
  --json          one JSON object a line on standard output

Where there are keys, FRESHET_KEY in the environment holds the one to call with.
`;
