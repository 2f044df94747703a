/** `GET /v1/dashboard/sites`: those with a catalogue, or of which events came since the process started. */
export interface Sites {
  /** The default one first, the others by name. */
  readonly sites: readonly string[];
}
